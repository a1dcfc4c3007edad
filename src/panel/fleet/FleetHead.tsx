import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';

import { focused, oneLine } from '../styles';
import { columnInfo, columnLabel, type Column } from './columns';
import type { Sort, SortKey } from './order';

interface Props {
  columns: readonly Column[];
  tracks: string;
  height: number;
  sort: Sort;
  onSort: (sort: Sort) => void;
}

/** Texts are read from A to Z, numbers from the largest. */
const startsDescending = (key: SortKey): boolean => key !== 'name';

/** The head of the table: a click sorts, another one turns the order round. */
export function FleetHead({ columns, tracks, height, sort, onSort }: Props) {
  const styles = useStyles2(getStyles);
  const toggle = (key: SortKey) =>
    onSort({ key, descending: key === sort.key ? !sort.descending : startsDescending(key) });
  return (
    <div role="rowgroup" className={styles.head} style={{ height }}>
      <div role="row" aria-rowindex={1} className={styles.row} style={{ height, gridTemplateColumns: tracks }}>
        {columns.map((column, i) => {
          const { id, align } = column;
          const key = column.sort;
          const isSorted = key === sort.key;
          return (
            <div
              key={id}
              role="columnheader"
              aria-colindex={i + 1}
              aria-sort={key === null ? undefined : !isSorted ? 'none' : sort.descending ? 'descending' : 'ascending'}
              className={cx(styles.cell, align === 'right' && styles.right)}
            >
              {key === null ? (
                <span className={styles.text}>{columnLabel(id)}</span>
              ) : (
                <button type="button" className={styles.button} title={columnInfo(id)} onClick={() => toggle(key)}>
                  <span className={styles.text}>{columnLabel(id)}</span>
                  {isSorted && <Icon name={sort.descending ? 'arrow-down' : 'arrow-up'} size="sm" aria-hidden />}
                </button>
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({
    position: 'sticky',
    top: 0,
    zIndex: 1,
    background: theme.colors.background.primary,
    borderBottom: `1px solid ${theme.colors.border.medium}`,
    color: theme.colors.text.secondary,
  }),
  row: css({ display: 'grid', alignItems: 'center' }),
  cell: css({ display: 'flex', minWidth: 0, padding: theme.spacing(0, 1), overflow: 'hidden' }),
  right: css({ justifyContent: 'flex-end' }),
  text: css(oneLine),
  button: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.25),
    minWidth: 0,
    padding: 0,
    border: 'none',
    background: 'none',
    color: 'inherit',
    fontSize: 'inherit',
    fontWeight: theme.typography.fontWeightMedium,
    '&:hover': { color: theme.colors.text.primary, textDecoration: 'underline' },
    '&:focus-visible': focused(theme),
  }),
});
