import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import type { ComparedTexts } from './comparisonTexts';

interface Props extends ComparedTexts {
  testId: string;
}

/** Numbers side by side, with what they are below them. */
export function NumbersTable({ headers, rows, caption, testId }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <table className={styles.table} data-testid={testId}>
      <caption className={styles.caption}>{caption}</caption>
      <thead>
        <tr>
          {headers.map((header) => (
            <th key={header} scope="col">
              {header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, cells }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {cells.map((cell, i) => (
              <td key={headers[i + 1]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    width: '100%',
    marginBottom: theme.spacing(1),
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    'th, td': { padding: theme.spacing(0.25, 1, 0.25, 0), textAlign: 'right', whiteSpace: 'nowrap' },
    'th:first-child': { textAlign: 'left', whiteSpace: 'normal' },
    th: { fontWeight: theme.typography.fontWeightRegular },
    'thead th': { color: theme.colors.text.secondary },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
  }),
  caption: css({
    captionSide: 'bottom',
    padding: theme.spacing(0.5, 0, 0),
    color: theme.colors.text.secondary,
    textAlign: 'left',
  }),
});
