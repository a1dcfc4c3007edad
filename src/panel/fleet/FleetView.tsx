import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useMemo, useState } from 'react';

import { makeFormatters } from '../formatting';
import { leaveOnEscape } from '../leaveOnEscape';
import type { Density, ViewMode } from '../panelOptions';
import { tr } from '../translate';
import type { WorkloadProps } from '../useWorkload';
import { FleetExport } from './FleetExport';
import { FleetDetail } from './FleetDetail';
import { fleetLayout, type Box } from './fleetLayout';
import { FleetTable } from './FleetTable';
import { OwnerView } from './OwnerView';
import { FleetToolbar, type Grouping } from './FleetToolbar';
import { sumsText } from './texts';
import { useChoice } from '../useChoice';
import { useFleet } from './useFleet';
import { useReading } from './useReading';

const groupings: Partial<Record<ViewMode, Grouping>> = { owners: 'owners', sum: 'sum' };

/** Many workloads: a ranked table, and what is chosen of it beside, below or instead of it. */
export function FleetView(panel: WorkloadProps) {
  const { id, model, options, width, height, timeRange, timeZone, fieldConfig } = panel;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [chosen, choose] = useChoice(id, options.view.variables);
  const [grouping, setGrouping] = useSessionValue<Grouping>(groupings[options.view.mode] ?? 'pods');
  const [density, setDensity] = useSessionValue<Density>(options.view.density);
  const [isReading, reading] = useReading();
  const span = timeRange.to.valueOf() - timeRange.from.valueOf();
  const { unit, decimals } = fieldConfig.defaults;
  const formatters = useMemo(
    () => makeFormatters(timeZone, span, { unit, decimals }),
    [timeZone, span, unit, decimals]
  );
  const fleet = useFleet(model, { grouping, chosen, hold: isReading, formatters });
  const { rows, total, open, sort, setSort, filter, setFilter } = fleet;
  const layout = fleetLayout({ width, height }, open !== null && grouping !== 'sum');
  // The row whose view took the place of the table; who types or regroups since has the focus elsewhere.
  const [last, setLast] = useState<string | null>(null);
  const choosing: typeof choose = (row) => {
    setLast(row === null && !layout.list ? (open?.key ?? null) : null);
    choose(row);
  };
  const inner = (box: Box): Box =>
    layout.direction === 'row' ? { ...box, width: box.width - theme.spacing.gridSize } : box;
  const isTable = grouping !== 'sum';
  const sums = useMemo(() => sumsText(rows, formatters), [rows, formatters]);
  return (
    <div className={styles.frame} style={{ width, height }} data-testid="composition-fleet" {...reading}>
      {layout.toolbar.lines > 0 && (
        <FleetToolbar
          layout={layout.toolbar}
          grouping={grouping}
          onGroup={(value) => {
            setLast(null);
            setGrouping(value);
          }}
          filter={filter}
          onFilter={(value) => {
            setLast(null);
            setFilter(value);
          }}
          density={density}
          onDensity={setDensity}
          shown={rows.length}
          total={total}
          sums={sums}
        >
          {isTable && <FleetExport rows={rows} formatters={formatters} />}
        </FleetToolbar>
      )}
      <div className={styles.content} style={{ flexDirection: layout.direction }}>
        {grouping === 'sum' && layout.list && (
          <div style={layout.list}>
            <OwnerView
              panel={panel}
              name={tr('fleet.all', 'All workloads')}
              members={model.workloads}
              box={layout.list}
              formatters={formatters}
              of="all"
              onChoose={choosing}
            />
          </div>
        )}
        {isTable && layout.list && rows.length === 0 && (
          <p className={styles.none} style={layout.list}>
            {tr('fleet.none', 'No workload matches.')}
          </p>
        )}
        {isTable && layout.list && rows.length > 0 && (
          <div style={layout.list}>
            <FleetTable
              rows={rows}
              width={layout.list.width}
              height={layout.list.height}
              density={density}
              sort={sort}
              onSort={setSort}
              chosen={open?.key ?? null}
              onChoose={choosing}
              comesBackTo={last}
              formatters={formatters}
            />
          </div>
        )}
        {layout.detail && open && (
          <section
            aria-label={open.name}
            className={layout.direction === 'row' ? styles.beside : styles.below}
            style={layout.detail}
            data-testid="composition-fleet-detail"
            onKeyDown={(event) => leaveOnEscape(event, () => choosing(null))}
          >
            <FleetDetail
              panel={panel}
              row={open}
              box={inner(layout.detail)}
              isAlone={!layout.list}
              formatters={formatters}
              onChoose={choosing}
            />
          </section>
        )}
      </div>
    </div>
  );
}

/** What a viewer set for now; the option of the panel takes over when it changes. */
function useSessionValue<T>(option: T): [T, (value: T) => void] {
  const [set, setValue] = useState({ option, value: option });
  return [set.option === option ? set.value : option, (value) => setValue({ option, value })];
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({ display: 'flex', flexDirection: 'column' }),
  content: css({ display: 'flex', flex: 1, minHeight: 0 }),
  beside: css({
    overflow: 'hidden',
    paddingLeft: theme.spacing(1),
    boxShadow: `inset 1px 0 0 ${theme.colors.border.weak}`,
  }),
  below: css({ overflow: 'hidden', boxShadow: `inset 0 1px 0 ${theme.colors.border.weak}` }),
  none: css({ margin: 0, padding: theme.spacing(2), color: theme.colors.text.secondary }),
});
