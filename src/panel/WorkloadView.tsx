import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React, { lazy, Suspense, useEffect, useId, useMemo, useRef, useState } from 'react';

import type { Span } from './chart/drawing';
import { noSpans } from './compare/other';
import { useCompare } from './compare/useCompare';
import { CornerButton } from './findings/CornerButton';
import { Notice } from './findings/Notice';
import { focusOf, keyOf, selectedFinding } from './findings/selection';
import { VerdictStrip } from './findings/VerdictStrip';
import { later } from './later';
import { layoutFor } from './layout';
import { lackingQueries } from './missing/lacking';
import { noticeTextOf } from './states/notice';
import { staleSince } from './states/staleness';
import { preloadTooltip } from './tooltip/LazyTooltip';
import { useChoice } from './useChoice';
import { useWorkload, type ShownWorkload, type WorkloadProps } from './useWorkload';
import { noticeOf, verdictOf } from './verdict';
import { WorkloadChart } from './WorkloadChart';

const WorkloadFindings = lazy(() =>
  import('./findings/WorkloadFindings').then((module) => ({ default: module.WorkloadFindings }))
);

/** Loaded when there is a choice. */
const WorkloadSelect = later(() => import('./WorkloadSelect').then((module) => module.WorkloadSelect));

const noticeHeight = 22;
/** Height of the list of findings where there are none: room for the recommended sizes. */
const emptyDetails = 260;

/** One workload: its verdict, what the data lack, the list of findings once it is opened, and the chart. */
export function WorkloadView(panel: WorkloadProps) {
  const { model, options, width, height, chosen } = panel;
  const styles = useStyles2(getStyles);
  const [inLink, choose] = useChoice(panel.id, options.view.variables);
  // With none chosen, what is drawn stays from one refresh to the next, whichever is the worst then.
  const [drawn, setDrawn] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [findingKey, setFindingKey] = useState<string | null>(null);
  const detailsId = useId();
  const top = useRef<HTMLDivElement>(null);
  useEffect(preloadTooltip, []);

  const shown = useWorkload(panel, chosen ?? inLink ?? drawn);
  const { workload, composition, findings, formatters } = shown;
  if (drawn !== workload.key) {
    setDrawn(workload.key);
  }
  const compare = useCompare(panel, shown, open);
  const layout = layoutFor(width, height, options.show.verdict, chosen === undefined && model.workloads.length > 1);
  const remark = useRemark(panel, shown);
  const notice = layout.notice ? remark.text : null;
  const selected = open ? selectedFinding(findings, findingKey) : null;
  const focus = useMemo(() => focusOf(selected, workload.step), [selected, workload.step]);
  const details = findings.length > 0 ? layout.details : Math.min(layout.details, emptyDetails);
  const used = layout.verdict.height + layout.selectorHeight + (notice ? noticeHeight : 0) + (open ? details : 0);
  const chartHeight = Math.max(0, height - used);
  const selector = layout.selector !== 'none' && (
    <WorkloadSelect workloads={model.workloads} selected={workload.key} onSelect={choose} />
  );
  const toggle = () => {
    setOpen(!open);
    const verdict = verdictOf(findings);
    setFindingKey(verdict && keyOf(verdict));
  };
  const brush = (span: Span) => {
    compare.brush(span);
    setOpen(true);
  };
  const close = () => {
    setOpen(false);
    top.current?.querySelector('button')?.focus();
  };
  return (
    <>
      {layout.verdict.form !== 'none' ? (
        <div ref={top} className={styles.top} style={{ height: layout.verdict.height }}>
          <VerdictStrip
            layout={layout.verdict}
            findings={findings}
            restarts={composition.instances.length - 1}
            formatters={formatters}
            remark={layout.notice ? null : remark}
            open={open}
            controls={detailsId}
            onToggle={toggle}
          />
          {layout.selector === 'inline' && selector}
        </div>
      ) : (
        <div ref={top}>
          <CornerButton open={open} controls={detailsId} onToggle={toggle} />
        </div>
      )}
      {layout.selector === 'row' && (
        <div className={styles.row} style={{ height: layout.selectorHeight }}>
          {selector}
        </div>
      )}
      {notice && (
        <Notice
          icon={remark.icon}
          text={notice}
          queries={!remark.isStale && width >= 900 ? lackingQueries(composition) : []}
          selectors={workload.selectors}
          height={noticeHeight}
        />
      )}
      {open && (
        <Suspense fallback={<div style={{ height: details }} />}>
          <WorkloadFindings
            key={workload.key}
            panel={panel}
            shown={shown}
            compare={compare}
            id={detailsId}
            height={details}
            selected={selected && keyOf(selected)}
            onSelect={setFindingKey}
            onClose={close}
            hasChart={chartHeight > 0}
          />
        </Suspense>
      )}
      {chartHeight > 0 && (
        <WorkloadChart
          panel={panel}
          shown={shown}
          axes={layout.axes}
          height={chartHeight}
          focus={focus}
          ghost={compare.chosen?.outline ?? null}
          compared={compare.chosen?.spans ?? noSpans}
          onBrush={brush}
          hasLegend={layout.legend && !open}
        />
      )}
    </>
  );
}

/** The notice: that data are old, what they lack, or that shares of usage are drawn instead of shares of the limit. */
function useRemark({ timeRange, data, options }: WorkloadProps, shown: ShownWorkload) {
  const { composition, findings, formatters, axis } = shown;
  const stale = useMemo(() => staleSince(composition, timeRange, data.request), [composition, timeRange, data.request]);
  const fellBack = options.chart.values === 'share-of-limit' && axis.of === 'usage';
  return {
    text: noticeTextOf({ stale, lack: noticeOf(findings), fellBack }, formatters),
    icon: stale === null ? ('info-circle' as const) : ('clock-nine' as const),
    isStale: stale !== null,
  };
}

const getStyles = (theme: GrafanaTheme2) => ({
  top: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  row: css({ display: 'flex', alignItems: 'center', padding: theme.spacing(0, 1) }),
});
