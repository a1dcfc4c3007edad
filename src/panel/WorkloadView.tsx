import { css } from '@emotion/css';
import type { FieldConfigOptionsRegistry, GrafanaTheme2, PanelProps } from '@grafana/data';
import { LegendDisplayMode, usePanelContext, useStyles2, VizLayout } from '@grafana/ui';
import React, { useId, useMemo, useState } from 'react';

import { goMissingSpans } from './chart/goMissing';
import { marksOf } from './chart/marks';
import { StackChart, type Hover } from './chart/StackChart';
import { derive } from './derive/frames';
import { applyConfig } from './derive/views';
import { FindingsList } from './findings/FindingsList';
import { focusOf, keyOf, selectedFinding } from './findings/selection';
import { Notice } from './findings/Notice';
import { VerdictStrip } from './findings/VerdictStrip';
import { layoutFor } from './layout';
import { CompositionLegend } from './legend/CompositionLegend';
import type { Model } from './model';
import type { PanelOptions } from './options';
import { summarise } from './summary';
import { makeFormatters } from './text';
import { CompositionTooltip } from './tooltip/CompositionTooltip';
import { tooltipModel } from './tooltip/rows';
import { tr } from './translate';
import { chooseWorkload, noticeOf, shades, verdictOf } from './verdict';
import { WorkloadSelect } from './WorkloadSelect';

interface Props extends PanelProps<PanelOptions> {
  model: Model;
  registry: FieldConfigOptionsRegistry;
  theme: GrafanaTheme2;
}

/** DashboardCursorSync.Off; the enum is not shared with plugins at run time. */
const syncOff = 0;

export function WorkloadView(props: Props) {
  const { model, options, width, height, timeRange, timeZone, fieldConfig, registry, theme, replaceVariables } = props;
  const styles = useStyles2(getStyles);
  const context = usePanelContext();
  const [key, setKey] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [findingKey, setFindingKey] = useState<string | null>(null);
  const detailsId = useId();

  const { workload, composition, findings } = useMemo(() => chooseWorkload(model.workloads, key), [model, key]);
  const span = timeRange.to.valueOf() - timeRange.from.valueOf();
  const formatters = useMemo(() => makeFormatters(timeZone, span), [timeZone, span]);
  const derived = useMemo(
    () => derive(composition, options.overlays, options.layers),
    [composition, options.overlays, options.layers]
  );
  const views = useMemo(
    () => applyConfig(derived, { fieldConfig, registry, theme, timeZone, replaceVariables }),
    [derived, fieldConfig, registry, theme, timeZone, replaceVariables]
  );
  const marks = useMemo(
    () => (options.show.marks ? marksOf(composition, findings) : []),
    [options.show.marks, composition, findings]
  );
  const intervals = useMemo(() => (options.show.findings ? shades(findings) : []), [options.show.findings, findings]);
  const goMissing = useMemo(() => goMissingSpans(composition), [composition]);
  const summary = useMemo(() => summarise(composition, findings, formatters), [composition, findings, formatters]);

  const layout = layoutFor(width, height, options.show.verdict, model.workloads.length > 1);
  const notice = layout.notice ? noticeOf(findings) : null;
  const isOpen = open && findings.length > 0;
  const selected = isOpen ? selectedFinding(findings, findingKey) : null;
  const focus = useMemo(() => focusOf(selected), [selected]);
  const verdict = verdictOf(findings);
  const toggle = () => {
    setOpen(!open);
    setFindingKey(verdict && keyOf(verdict));
  };
  const used =
    layout.verdict.height + layout.selectorHeight + (notice ? noticeHeight : 0) + (isOpen ? layout.details : 0);
  const chartHeight = Math.max(0, height - used);
  const selector = layout.selector !== 'none' && (
    <WorkloadSelect workloads={model.workloads} selected={workload.key} onSelect={setKey} />
  );
  const showsLegend =
    layout.legend && options.legend.showLegend && options.legend.displayMode !== LegendDisplayMode.Hidden && !isOpen;

  const tooltip = ({ row, layer, pinned }: Hover) => {
    const index = derived.rows.index[row];
    if (index < 0) {
      return <div className={styles.gap}>{tr('tooltip.not-drawn', 'No container series at this time')}</div>;
    }
    return (
      <CompositionTooltip
        model={tooltipModel(composition, views, findings, index, options.tooltip.hideZeros)}
        active={layer?.id ?? null}
        timeZone={timeZone}
        formatters={formatters}
        pinned={pinned}
      />
    );
  };

  return (
    <>
      {layout.verdict.form !== 'none' && (
        <div className={styles.top} style={{ height: layout.verdict.height }}>
          <VerdictStrip
            form={layout.verdict.form}
            layout={layout.verdict}
            verdict={verdict}
            count={findings.length}
            formatters={formatters}
            open={isOpen}
            controls={detailsId}
            onToggle={toggle}
          />
          {layout.selector === 'inline' && selector}
        </div>
      )}
      {layout.selector === 'row' && (
        <div className={styles.row} style={{ height: layout.selectorHeight }}>
          {selector}
        </div>
      )}
      {notice && <Notice finding={notice} formatters={formatters} height={noticeHeight} />}
      {isOpen && (
        <FindingsList
          key={workload.key}
          id={detailsId}
          height={layout.details}
          findings={findings}
          problems={model.problems}
          formatters={formatters}
          selected={selected && keyOf(selected)}
          onSelect={setFindingKey}
        />
      )}
      {chartHeight > 0 && (
        <div data-testid="composition-chart" style={{ height: chartHeight }}>
          <VizLayout
            width={width}
            height={chartHeight}
            legend={
              showsLegend ? (
                <VizLayout.Legend placement={options.legend.placement} width={options.legend.width}>
                  <CompositionLegend
                    views={views}
                    options={options.legend}
                    fieldConfig={fieldConfig}
                    onFieldConfigChange={props.onFieldConfigChange}
                  />
                </VizLayout.Legend>
              ) : null
            }
          >
            {(vizWidth, vizHeight) => (
              <StackChart
                width={vizWidth}
                height={vizHeight}
                rows={derived.rows}
                views={views}
                timeRange={timeRange}
                timeZone={timeZone}
                marks={marks}
                shades={intervals}
                goMissing={goMissing}
                focus={focus}
                axes={layout.axes}
                label={tr('chart.label', 'Memory composition of {{name}}', { name: workload.name })}
                sync={{
                  mode: context.sync?.() ?? syncOff,
                  scope: context.eventsScope,
                  eventBus: context.eventBus,
                }}
                tooltip={options.tooltip.mode === 'none' ? undefined : tooltip}
                onChangeTimeRange={props.onChangeTimeRange}
              />
            )}
          </VizLayout>
          <p className={styles.hidden}>{summary}</p>
        </div>
      )}
    </>
  );
}

const noticeHeight = 22;

const getStyles = (theme: GrafanaTheme2) => ({
  top: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  row: css({ display: 'flex', alignItems: 'center', padding: theme.spacing(0, 1) }),
  gap: css({ padding: theme.spacing(1), color: theme.colors.text.secondary }),
  hidden: css({
    position: 'absolute',
    width: 1,
    height: 1,
    margin: -1,
    padding: 0,
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  }),
});
