import { formattedValueToString } from '@grafana/data';
import React, { memo } from 'react';

import type { Composition } from '../../composition/types';
import { visible, type Views } from '../derive/views';
import { unknown, type Formatters } from '../formatting';
import { tr } from '../translate';
import { spread, tabulate } from './tabulate';

/** Most rows of the table: enough to show how memory changed, and few enough to listen to. */
const rows = 12;

interface Props {
  composition: Composition;
  views: Views;
  formatters: Formatters;
}

/** The chart as a table, for those who cannot see it. */
export const ReaderTable = memo(function ReaderTable({ composition, views, formatters }: Props) {
  const table = tabulate(composition, views);
  const shown = [...visible(views.layers), ...visible(views.overlays)];
  const columns = shown.flatMap(({ id, display }) => {
    const column = table.columns.find((one) => one.id === id);
    return column ? [{ ...column, display }] : [];
  });
  return (
    <table data-testid="composition-reader-table">
      <caption>
        {tr('readerTable.caption', 'Layers from bottom to top, then lines, at times spread over the range')}
      </caption>
      <thead>
        <tr>
          <th scope="col">{tr('data.time', 'Time')}</th>
          {columns.map(({ id, name }) => (
            <th key={id} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {spread(table.indices, rows).map((i) => (
          <tr key={i}>
            <th scope="row">{formatters.time(composition.time[i])}</th>
            {columns.map(({ id, at, display }) => (
              <td key={id}>{Number.isFinite(at(i)) ? formattedValueToString(display(at(i))) : unknown}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
