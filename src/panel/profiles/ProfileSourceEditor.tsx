import type { StandardEditorProps } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { Combobox } from '@grafana/ui';
import React, { useMemo } from 'react';

import { tr } from '../translate';
import { pyroscopeType } from './profiles';

/** Choice of a data source with profiles, by UID; empty: none. */
export function ProfileSourceEditor({ id, value, onChange }: StandardEditorProps<string>) {
  const options = useMemo(
    // Pages that host panels without Grafana have no such service.
    () =>
      getDataSourceSrv()
        ?.getList({ type: pyroscopeType })
        .map(({ name, uid }) => ({ label: name, value: uid })) ?? [],
    []
  );
  return (
    <Combobox
      id={id}
      aria-label={tr('options.profiles.name', 'Pyroscope')}
      options={options}
      value={value || null}
      placeholder={
        options.length > 0
          ? tr('options.profiles.choose', 'Choose a data source')
          : tr('options.profiles.none', 'No Pyroscope data source')
      }
      isClearable
      onChange={(chosen) => onChange(chosen?.value ?? '')}
    />
  );
}
