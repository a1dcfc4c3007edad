import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import type { Hover } from '../chart/ChartTooltip';
import { linksAt } from '../derive/views';
import { tr } from '../translate';
import type { ShownWorkload, WorkloadProps } from '../useWorkload';
import { CompositionTooltip } from './CompositionTooltip';
import { only, tooltipModel } from './tooltipModel';

interface Props {
  panel: WorkloadProps;
  shown: ShownWorkload;
  hover: Hover;
}

/** The tooltip's content for the place under the pointer. */
export function HoverTooltip({ panel, shown, hover: { row, active, pinned } }: Props) {
  const styles = useStyles2(getStyles);
  const { mode, hideZeros } = panel.options.tooltip;
  const index = shown.rows.index[row];
  if (index < 0) {
    return <div className={styles.gap}>{tr('tooltip.not-drawn', 'No container series at this time')}</div>;
  }
  const isSingle = mode === 'single';
  const all = tooltipModel(shown, index, hideZeros && !isSingle);
  return (
    <CompositionTooltip
      model={isSingle ? only(all, active) : all}
      active={active?.id ?? null}
      links={pinned && active ? linksAt(active, row) : undefined}
      timeZone={panel.timeZone}
      formatters={shown.formatters}
      pinned={pinned}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  gap: css({ padding: theme.spacing(1), color: theme.colors.text.secondary }),
});
