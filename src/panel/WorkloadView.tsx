import { css } from '@emotion/css';
import type { FieldConfigOptionsRegistry, GrafanaTheme2, PanelProps } from '@grafana/data';
import { config } from '@grafana/runtime';
import { LegendDisplayMode, usePanelContext, useStyles2, VizLayout } from '@grafana/ui';
import React, { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';

import { annotationsOf } from './chart/annotations';
import { eventsOf } from './chart/events';
import { goMissingSpans } from './chart/goMissing';
import { marksOf } from './chart/marks';
import { StackChart, type Hover } from './chart/StackChart';
import { derive } from './derive/frames';
import { axisValues } from './derive/shares';
import { applyConfig, linksAt } from './derive/views';
import { dataSourceOf, exploreLink, mayExplore } from './findings/explore';
import { Notice } from './findings/Notice';
import { focusOf, keyOf, selectedFinding } from './findings/selection';
import type { FindingTools } from './findings/tools';
import { VerdictStrip } from './findings/VerdictStrip';
import { layoutFor } from './layout';
import { CompositionLegend } from './legend/CompositionLegend';
import { lackingQueries } from './missing/lacking';
import type { Model } from '../model';
import type { PanelOptions } from './options';
import { noticeTextOf } from './states/notice';
import { staleSince } from './states/staleness';
import { makeFormatters } from './text';
import { LazyTooltip, preloadTooltip } from './tooltip/LazyTooltip';
import { only, tooltipModel } from './tooltip/rows';
import { tr } from './translate';
import { chooseWorkload, noticeOf, peersOf, shades, verdictOf } from './verdict';
import { WorkloadSelect } from './WorkloadSelect';

const ForReaders = lazy(() => import('./export/ForReaders').then((module) => ({ default: module.ForReaders })));
const FindingsView = lazy(() => import('./findings/FindingsView').then((module) => ({ default: module.FindingsView })));

interface Props extends PanelProps<PanelOptions> {
  model: Model;
  registry: FieldConfigOptionsRegistry;
  theme: GrafanaTheme2;
}

/** DashboardCursorSync.Off; the enum is not shared with plugins at run time. */
const syncOff = 0;

export function WorkloadView(props: Props) {
  const { model, options, width, height, data, timeRange, timeZone, fieldConfig, registry, theme, replaceVariables } =
    props;
  const styles = useStyles2(getStyles);
  const context = usePanelContext();
  const [key, setKey] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [findingKey, setFindingKey] = useState<string | null>(null);
  const detailsId = useId();
  useEffect(preloadTooltip, []);

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
  const shown = props.data.annotations;
  const annotations = useMemo(
    () => (options.show.annotations ? annotationsOf(shown, theme) : []),
    [options.show.annotations, shown, theme]
  );
  const events = useMemo(
    () => eventsOf(marks, annotations, formatters, theme),
    [marks, annotations, formatters, theme]
  );
  const axis = useMemo(
    () => axisValues(composition, derived.rows, options.chart.values),
    [composition, derived.rows, options.chart.values]
  );
  const goMissing = useMemo(() => goMissingSpans(composition), [composition]);

  const layout = layoutFor(width, height, options.show.verdict, model.workloads.length > 1);
  const stale = useMemo(() => staleSince(composition, timeRange, data.request), [composition, timeRange, data.request]);
  const fellBack = options.chart.values === 'share-of-limit' && axis.of === 'usage';
  const noticeText = noticeTextOf({ stale, lack: noticeOf(findings), fellBack }, formatters);
  const noticeIcon = stale === null ? 'info-circle' : 'clock-nine';
  const notice = layout.notice ? noticeText : null;
  const selected = open ? selectedFinding(findings, findingKey) : null;
  const focus = useMemo(() => focusOf(selected, workload.step), [selected, workload.step]);
  const verdict = verdictOf(findings);
  const toggle = () => {
    setOpen(!open);
    setFindingKey(verdict && keyOf(verdict));
  };
  const top = useRef<HTMLDivElement>(null);
  const close = () => {
    setOpen(false);
    top.current?.querySelector('button')?.focus();
  };
  const peers = useMemo(() => peersOf(model.workloads, workload), [model, workload]);
  const tools = useMemo<FindingTools>(() => {
    const datasource = mayExplore(config) ? dataSourceOf(data.request, Object.values(workload.refIds)) : null;
    return {
      composition,
      peers,
      formatters,
      timeZone,
      explore: datasource && ((promql) => exploreLink(promql, datasource, timeRange)),
      annotate: (context.canAddAnnotations?.() && context.onAnnotationCreate) || null,
    };
  }, [composition, peers, formatters, timeZone, timeRange, data.request, workload, context]);
  // Without findings there is little to say.
  const details = findings.length > 0 ? layout.details : Math.min(layout.details, emptyDetails);
  const used = layout.verdict.height + layout.selectorHeight + (notice ? noticeHeight : 0) + (open ? details : 0);
  const chartHeight = Math.max(0, height - used);
  const selector = layout.selector !== 'none' && (
    <WorkloadSelect workloads={model.workloads} selected={workload.key} onSelect={setKey} />
  );
  const showsLegend =
    layout.legend && options.legend.showLegend && options.legend.displayMode !== LegendDisplayMode.Hidden && !open;

  const tooltip = ({ row, active, pinned }: Hover) => {
    const index = derived.rows.index[row];
    if (index < 0) {
      return <div className={styles.gap}>{tr('tooltip.not-drawn', 'No container series at this time')}</div>;
    }
    const isSingle = options.tooltip.mode === 'single';
    const all = tooltipModel(composition, views, findings, index, options.tooltip.hideZeros && !isSingle);
    return (
      <LazyTooltip
        model={isSingle ? only(all, active) : all}
        active={active?.id ?? null}
        links={pinned && active ? linksAt(active, row) : undefined}
        timeZone={timeZone}
        formatters={formatters}
        pinned={pinned}
      />
    );
  };

  return (
    <>
      {layout.verdict.form !== 'none' && (
        <div ref={top} className={styles.top} style={{ height: layout.verdict.height }}>
          <VerdictStrip
            form={layout.verdict.form}
            layout={layout.verdict}
            verdict={verdict}
            count={findings.length}
            restarts={composition.instances.length - 1}
            formatters={formatters}
            remark={layout.notice ? null : noticeText}
            remarkIcon={noticeIcon}
            open={open}
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
      {notice && (
        <Notice
          icon={noticeIcon}
          text={notice}
          queries={stale === null && width >= 900 ? lackingQueries(composition) : []}
          selectors={workload.selectors}
          height={noticeHeight}
        />
      )}
      {open && (
        <Suspense fallback={<div style={{ height: details }} />}>
          <FindingsView
            key={workload.key}
            id={detailsId}
            height={details}
            findings={findings}
            problems={model.problems}
            views={views}
            tools={tools}
            selected={selected && keyOf(selected)}
            onSelect={setFindingKey}
            onClose={close}
          />
        </Suspense>
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
                drawing={options.chart.drawing}
                axis={axis}
                marks={marks}
                annotations={annotations}
                events={events}
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
          <div className={styles.hidden}>
            <Suspense fallback={null}>
              <ForReaders composition={composition} findings={findings} views={views} formatters={formatters} />
            </Suspense>
          </div>
        </div>
      )}
    </>
  );
}

const noticeHeight = 22;
const emptyDetails = 88;

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
