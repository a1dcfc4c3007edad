import { css } from '@emotion/css';
import { LegendDisplayMode, VizLayout } from '@grafana/ui';
import React, { useMemo } from 'react';

import { annotationsOf, podsOf } from './chart/annotations';
import { ChartEvents } from './chart/ChartEvents';
import { ChartTooltip, type Hover } from './chart/ChartTooltip';
import { eventsOf } from './chart/events';
import type { Span } from './chart/drawing';
import type { Focus } from './chart/focus';
import type { Ghost } from './chart/ghost';
import { goMissingSpans } from './chart/goMissing';
import { marksOf } from './chart/marks';
import { SharedCrosshair } from './chart/SharedCrosshair';
import { StackChart } from './chart/StackChart';
import { later } from './later';
import type { Layout } from './layout';
import { CompositionLegend } from './legend/CompositionLegend';
import { LazyTooltip } from './tooltip/LazyTooltip';
import { tr } from './translate';
import type { ShownWorkload, WorkloadProps } from './useWorkload';
import { shades } from './verdict';

const ForReaders = later(() => import('./export/ForReaders').then((module) => module.ForReaders));

interface Props {
  panel: WorkloadProps;
  shown: ShownWorkload;
  axes: Layout['axes'];
  /** Height of chart and legend, CSS pixels. */
  height: number;
  focus: Focus | null;
  /** What the workload is compared with, as an outline. */
  ghost: Ghost | null;
  /** Spans of time that are compared. */
  compared: readonly Span[];
  onBrush: (span: Span) => void;
  /** Whether there is room for a legend. */
  hasLegend: boolean;
}

/** The chart of one workload with its legend, and the same in words and numbers for those who cannot see it. */
export function WorkloadChart({ panel, shown, axes, height, hasLegend, onBrush, ...painting }: Props) {
  const { options, theme, timeRange, timeZone, fieldConfig, onFieldConfigChange, onChangeTimeRange } = panel;
  const { workload, composition, findings, formatters, rows, views, axis } = shown;
  const { show } = options;
  const { focus, ghost, compared } = painting;
  const marks = useMemo(() => (show.marks ? marksOf(composition, findings) : []), [show.marks, composition, findings]);
  const given = panel.data.annotations;
  const { workloads } = panel.model;
  const pods = useMemo(() => podsOf(workloads, workload), [workloads, workload]);
  const annotations = useMemo(
    () => (show.annotations ? annotationsOf(given, theme, pods) : []),
    [show.annotations, given, theme, pods]
  );
  const events = useMemo(
    () => eventsOf(marks, annotations, formatters, theme),
    [marks, annotations, formatters, theme]
  );
  const intervals = useMemo(() => (show.findings ? shades(findings) : []), [show.findings, findings]);
  const goMissing = useMemo(() => goMissingSpans(composition), [composition]);
  const painted = useMemo(
    () => ({ marks, annotations, shades: intervals, goMissing, ghost, focus, compared }),
    [marks, annotations, intervals, goMissing, ghost, focus, compared]
  );
  const legend = options.legend;
  const tooltip = (hover: Hover) => <LazyTooltip panel={panel} shown={shown} hover={hover} />;
  return (
    <div data-testid="composition-chart" style={{ height }}>
      <VizLayout
        width={panel.width}
        height={height}
        legend={
          hasLegend && legend.showLegend && legend.displayMode !== LegendDisplayMode.Hidden ? (
            <VizLayout.Legend placement={legend.placement} width={legend.width}>
              <CompositionLegend
                views={views}
                options={legend}
                fieldConfig={fieldConfig}
                onFieldConfigChange={onFieldConfigChange}
              />
            </VizLayout.Legend>
          ) : null
        }
      >
        {(vizWidth, vizHeight) => (
          <StackChart
            width={vizWidth}
            height={vizHeight}
            timeRange={timeRange}
            timeZone={timeZone}
            label={tr('chart.label', 'Memory composition of {{name}}', { name: workload.name })}
            series={{ rows, views, axis, axes, drawing: options.chart.drawing }}
            painted={painted}
          >
            <SharedCrosshair />
            <ChartTooltip
              render={options.tooltip.mode === 'none' ? undefined : tooltip}
              onChangeTimeRange={onChangeTimeRange}
              onBrush={onBrush}
            />
            <ChartEvents events={events} timeZone={timeZone} />
          </StackChart>
        )}
      </VizLayout>
      <div className={hidden}>
        <ForReaders composition={composition} findings={findings} views={views} formatters={formatters} />
      </div>
    </div>
  );
}

const hidden = css({
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  padding: 0,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
});
