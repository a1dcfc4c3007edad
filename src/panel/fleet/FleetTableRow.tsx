import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { memo } from 'react';

import type { Formatters } from '../formatting';
import { pointedAt } from '../styles';
import type { Column } from './columns';
import { cellTitle, FleetCell } from './FleetCell';
import type { FleetRow } from './fleetRow';

interface Props {
  id: string;
  row: FleetRow;
  /** Place in the whole table, from 0. */
  index: number;
  columns: readonly Column[];
  shortName: string;
  /** CSS pixels. */
  top: number;
  height: number;
  /** The columns as CSS grid tracks. */
  tracks: string;
  /** Whether it is where the keyboard is. */
  active: boolean;
  chosen: boolean;
  tall: boolean;
  formatters: Formatters;
  onChoose: (row: FleetRow) => void;
}

/** One row of the table. Scrolling draws only the rows that come into sight: all others are remembered. */
export const FleetTableRow = memo(function FleetTableRow({ id, row, index, columns, onChoose, ...rest }: Props) {
  const { top, height, tracks, active, chosen, ...cell } = rest;
  const styles = useStyles2(getStyles);
  const withFinding = !columns.some((column) => column.id === 'finding');
  return (
    // The keyboard reaches rows through the table (aria-activedescendant).
    <div
      id={id}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-active={active || undefined}
      className={cx(styles.row, chosen && styles.chosen)}
      style={{ top, height, gridTemplateColumns: tracks }}
      onClick={() => onChoose(row)}
    >
      {columns.map((column, i) => (
        <div
          key={column.id}
          role={i === 0 ? 'rowheader' : 'gridcell'}
          aria-colindex={i + 1}
          className={cx(styles.cell, column.align === 'right' && styles.right)}
          title={cellTitle(column.id, row, cell.formatters)}
        >
          <FleetCell id={column.id} row={row} withFinding={withFinding} {...cell} />
        </div>
      ))}
    </div>
  );
});

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({
    position: 'absolute',
    left: 0,
    right: 0,
    display: 'grid',
    alignItems: 'center',
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    cursor: 'pointer',
    '&:hover': pointedAt(theme),
  }),
  chosen: css({
    boxShadow: `inset 3px 0 0 ${theme.colors.primary.main}`,
    fontWeight: theme.typography.fontWeightMedium,
  }),
  cell: css({
    display: 'flex',
    alignItems: 'center',
    minWidth: 0,
    padding: theme.spacing(0, 1),
    overflow: 'hidden',
    whiteSpace: 'nowrap',
  }),
  right: css({ justifyContent: 'flex-end', textAlign: 'right' }),
});
