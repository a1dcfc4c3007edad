import { ClipboardButton, IconButton } from '@grafana/ui';
import React from 'react';

import { download } from '../export/download';
import { fleetCsv, fleetMarkdown } from '../export/fleetTable';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import type { FleetRow } from './fleetRow';

interface Props {
  rows: readonly FleetRow[];
  formatters: Formatters;
}

/** The table to take along, as it is filtered and sorted. */
export function FleetExport({ rows, formatters }: Props) {
  const markdown = tr('fleet.export.markdown', 'Copy as a Markdown table');
  return (
    <>
      <ClipboardButton
        icon="copy"
        variant="secondary"
        fill="text"
        size="sm"
        aria-label={markdown}
        tooltip={markdown}
        getText={() => fleetMarkdown(rows, formatters)}
      />
      <IconButton
        name="download-alt"
        tooltip={tr('fleet.export.csv', 'Download the table (CSV)')}
        onClick={() => download('go-memory-fleet.csv', 'text/csv', fleetCsv(rows))}
      />
    </>
  );
}
