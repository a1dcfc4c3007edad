import { Button } from '@grafana/ui';
import React from 'react';

import type { Composition } from '../../composition/types';
import type { Views } from '../derive/views';
import { tr } from '../translate';
import { fileNameOf, toCsv } from './csv';
import { download } from './download';
import { tabulate } from './tabulate';

interface Props {
  composition: Composition;
  views: Views;
}

/** Saves what the chart draws as numbers; Grafana's own inspector knows only the series that came in. */
export function CsvButton({ composition, views }: Props) {
  const save = () => {
    const headers = { time: tr('data.time', 'Time'), goVersion: tr('data.go-version', 'Go version') };
    download(
      fileNameOf(composition.workload.name, 'csv'),
      'text/csv',
      toCsv(composition, tabulate(composition, views), headers)
    );
  };
  return (
    <Button icon="download-alt" variant="secondary" size="sm" onClick={save}>
      {tr('data.download', 'Download layers and lines (CSV)')}
    </Button>
  );
}
