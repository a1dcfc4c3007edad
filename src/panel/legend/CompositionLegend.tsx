import { css } from '@emotion/css';
import type { FieldConfigSource, GrafanaTheme2 } from '@grafana/data';
import type { LegendPlacement, VizLegendOptions } from '@grafana/schema';
import {
  LegendDisplayMode,
  PanelContextProvider,
  type SeriesVisibilityChangeMode,
  usePanelContext,
  useStyles2,
  VizLegend,
} from '@grafana/ui';
import React, { useMemo } from 'react';

import type { Views } from '../derive/views';
import { className } from '../names';
import { aside } from '../styles';
import { tr } from '../translate';
import { hiddenByUser } from './hidden';
import { legendGroups, legendItems, legendRows, type LegendGroup } from './items';
import { toggleSeries, type Target } from './visibility';

interface Props {
  views: Views;
  options: VizLegendOptions;
  fieldConfig: FieldConfigSource;
  /**
   * Dashboards merge what a panel hands them into the configuration unless told to replace it, and a merged list of
   * overrides never gets shorter. The panel's props do not declare the second argument.
   */
  onFieldConfigChange: (config: FieldConfigSource, replace?: boolean) => void;
}

/** Grafana's legend in groups, in the order of the stack. */
export function CompositionLegend({ views, options, fieldConfig, onFieldConfigChange }: Props) {
  const styles = useStyles2(getStyles);
  const outer = usePanelContext();
  const groups = useMemo(() => legendItems(views, options.calcs), [views, options.calcs]);
  const context = useMemo(() => {
    const untouched = hiddenByUser(views, fieldConfig);
    const names = legendGroups
      .flatMap((group) => groups[group].map(({ label }) => label))
      .filter((name) => !untouched.includes(name));
    return {
      ...outer,
      onToggleSeriesVisibility: (target: Target, mode: SeriesVisibilityChangeMode) =>
        onFieldConfigChange(toggleSeries(fieldConfig, names, { target, mode }, untouched), true),
    };
  }, [outer, views, groups, fieldConfig, onFieldConfigChange]);
  const filled = legendGroups.filter((group) => groups[group].length > 0);
  const rows = useMemo(() => legendRows(groups, groupName, tr('legend.group', 'Group')), [groups]);
  const asTable = options.displayMode === LegendDisplayMode.Table;
  const vertical = options.placement === ('right' satisfies `${LegendPlacement}`);
  return (
    <PanelContextProvider value={context}>
      <div className={asTable ? styles.table : vertical ? styles.column : styles.row} data-testid="composition-legend">
        {asTable ? (
          <VizLegend
            // It sorts what it is given in place.
            items={[...rows]}
            displayMode={LegendDisplayMode.Table}
            placement={options.placement}
            sortBy={options.sortBy}
            sortDesc={options.sortDesc}
            isSortable
          />
        ) : (
          filled.map((group) => (
            <div
              key={group}
              role="group"
              aria-label={groupName(group)}
              className={vertical ? undefined : styles.inline}
            >
              <span className={styles.heading}>{groupName(group)}</span>
              <VizLegend
                className={vertical ? undefined : styles.list}
                items={groups[group]}
                displayMode={LegendDisplayMode.List}
                placement={options.placement}
              />
            </div>
          ))
        )}
      </div>
    </PanelContextProvider>
  );
}

const groupName = (group: LegendGroup): string => (group === 'lines' ? tr('legend.lines', 'Lines') : className(group));

const getStyles = (theme: GrafanaTheme2) => ({
  row: css({ display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(0.5), padding: theme.spacing(0.5, 0, 0) }),
  column: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    padding: theme.spacing(0.5, 0),
  }),
  table: css({
    padding: theme.spacing(0.5, 0),
    'th:nth-child(2), td:nth-child(2)': { textAlign: 'left' },
  }),
  inline: css({ display: 'flex', alignItems: 'flex-start', minWidth: 0 }),
  list: css({
    '&&': {
      width: 'auto',
      minWidth: 0,
      padding: theme.spacing(0, 0, 0, 0.5),
      li: { verticalAlign: 'top' },
      // A name that is wider than the panel takes more lines.
      button: { whiteSpace: 'normal', overflowWrap: 'anywhere', textAlign: 'left' },
    },
  }),
  heading: css({
    ...aside(theme),
    fontWeight: theme.typography.fontWeightMedium,
    whiteSpace: 'nowrap',
  }),
});
