import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useCallback, useEffect, useId, useMemo, useRef, useState } from 'react';

import type { Formatters } from '../formatting';
import type { Density } from '../panelOptions';
import { focused } from '../styles';
import { tr } from '../translate';
import { columnsFor, tracksOf } from './columns';
import type { FleetRow } from './fleetRow';
import { FleetHead } from './FleetHead';
import { FleetTableRow } from './FleetTableRow';
import type { Sort } from './order';
import { shortNames } from './shortNames';
import { useGridKeys } from './useGridKeys';
import { useWindow } from './useWindow';

interface Props {
  rows: readonly FleetRow[];
  width: number;
  height: number;
  density: Density;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Key of the row that is open. */
  chosen: string | null;
  onChoose: (row: FleetRow | null) => void;
  /** Key of the row that took the place of the table: focus and scrolling come back to it; else null. */
  comesBackTo: string | null;
  formatters: Formatters;
}

/** Height of a row, in units of the grid. */
const rowHeights: Record<Density, number> = { comfortable: 5, compact: 3.5 };
const headHeight = 3.5;

/**
 * The table: only rows in sight are in the document. All rows are one stop of the Tab key, and arrows move among them;
 * the buttons that sort are stops of their own. Grafana's own tables either draw all rows, or their rows cannot be
 * chosen by the keyboard on all supported versions.
 */
export function FleetTable({ rows, width, height, density, sort, onSort, chosen, onChoose, ...rest }: Props) {
  const { comesBackTo, formatters } = rest;
  const styles = useStyles2(getStyles);
  const unit = useTheme2().spacing.gridSize;
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(comesBackTo);
  const hasRequests = useMemo(() => rows.some(({ request }) => Number.isFinite(request)), [rows]);
  const columns = useMemo(() => columnsFor(width / unit - 2, hasRequests), [width, unit, hasRequests]);
  const tracks = tracksOf(columns, unit);
  const names = useMemo(() => shortNames(rows.map(({ name }) => name)), [rows]);
  // Where head and a row do not fit, rows alone, as many as there is room for.
  const isLow = height < (headHeight + rowHeights[density]) * unit;
  const rowHeight = isLow
    ? Math.min(rowHeights.compact * unit, Math.max(height, 2 * unit))
    : rowHeights[density] * unit;
  const bodyHeight = isLow ? height : height - headHeight * unit;
  const { onScroll, rows: seen } = useWindow(bodyHeight, rowHeight, rows.length);
  const activeIndex = rows.findIndex(({ key }) => key === (active ?? chosen ?? rows[0]?.key));
  const moveTo = (index: number) => {
    setActive(rows[index].key);
    bringIntoSight(box.current, index, rowHeight, bodyHeight);
  };
  useEffect(() => {
    if (comesBackTo !== null) {
      box.current?.focus({ preventScroll: true });
      bringIntoSight(box.current, Math.max(0, activeIndex), rowHeight, bodyHeight);
    }
    // Only when it appears.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, []);
  const onKeyDown = useGridKeys({
    count: rows.length,
    active: activeIndex,
    page: Math.max(1, Math.floor(bodyHeight / rowHeight) - 1),
    onMove: moveTo,
    onEnter: (index) => onChoose(rows[index]),
    onEscape: chosen === null ? null : () => onChoose(null),
  });
  const chooseRow = useCallback(
    (row: FleetRow) => {
      setActive(row.key);
      onChoose(row);
    },
    [onChoose]
  );
  const isSeen = activeIndex >= seen.first && activeIndex < seen.end;
  return (
    <div
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label={tr('fleet.label', 'Workloads, what needs action first')}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      aria-activedescendant={isSeen ? `${id}-${activeIndex}` : undefined}
      className={styles.box}
      style={{ height }}
      data-testid="composition-fleet-table"
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      {!isLow && <FleetHead columns={columns} tracks={tracks} height={headHeight * unit} sort={sort} onSort={onSort} />}
      <div role="rowgroup" className={styles.body} style={{ height: rows.length * rowHeight }}>
        {rows.slice(seen.first, seen.end).map((row, i) => {
          const index = seen.first + i;
          return (
            <FleetTableRow
              key={row.key}
              id={`${id}-${index}`}
              row={row}
              index={index}
              columns={columns}
              shortName={names(row.name)}
              top={index * rowHeight}
              height={rowHeight}
              tracks={tracks}
              active={index === activeIndex}
              chosen={row.key === chosen}
              tall={density === 'comfortable' && !isLow}
              formatters={formatters}
              onChoose={chooseRow}
            />
          );
        })}
      </div>
    </div>
  );
}

function bringIntoSight(box: HTMLElement | null, index: number, rowHeight: number, height: number): void {
  if (box) {
    const top = index * rowHeight;
    box.scrollTop = Math.min(top, Math.max(box.scrollTop, top + rowHeight - height));
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({
    position: 'relative',
    overflow: 'auto',
    overflowX: 'hidden',
    fontSize: theme.typography.bodySmall.fontSize,
    fontVariantNumeric: 'tabular-nums',
    '&:focus-visible': { outline: 'none' },
    '&:focus-visible [data-active]': focused(theme),
  }),
  body: css({ position: 'relative' }),
});
