import type { CompositionInstance } from '../../composition/types';
import { queriesOf, type Context } from '../context';
import { thresholdFor } from '../options';
import { several } from '../promql';
import type { OwnedRun as Run } from '../owner';
import type { FindingRule } from '../rule';
import { oncePerVersion } from '../signals/once';
import { medianIn, peakIn } from '../signals/spans';
import { deepestDrop } from '../signals/drop';
import { bytes, message, shows, text, upgradeValues } from '../text';
import type { Evidence, Finding } from '../types';
import { upgradeTo, type VersionChange } from '../upgrades';
import { lazilyFreedSpans } from '../signals/lazilyFreedSpans';

/** Go gave back at least this share of its peak: less could be noise of garbage collection. */
const clearDrop = 0.2;

/**
 * Release advice turned eager: before, memory was lazily freed; since the restart Go plainly gives memory back and the
 * kernel takes it at once (docs/domain.md §0.4, §4 k'). Always info. A run that has not given anything back yet says
 * nothing: it may still turn out lazy.
 */
export const accountingCorrection: FindingRule = {
  id: 'accounting-correction',
  detect(context) {
    const { composition, changes } = context;
    return composition.instances.flatMap((instance, index) => {
      const change = changes.find((one) => one.instance === index) ?? null;
      const before = runBefore(context, index, change);
      const returned =
        before && lazilyFreedSpans(context, instance).length === 0 ? returnedIn(context, instance) : null;
      return before && returned !== null && !needsMore(before, { composition, instance })
        ? [finding(context, { before, after: { composition, instance } }, returned, change)]
        : [];
    });
  },
};

/**
 * The run that this one replaced, if memory was lazily freed in it: the pod's own, else one of the owner's old pods.
 */
function runBefore(context: Context, index: number, change: VersionChange | null): Run | null {
  const { composition } = context;
  const own = composition.instances[index - 1];
  if (own) {
    return lazilyFreedSpans(context, own).length > 0 ? { composition, instance: own } : null;
  }
  return change?.kind === 'new-pod' ? lazyRun(context, change.from) : null;
}

/** A run of a version in which memory was lazily freed. */
const lazyRun = oncePerVersion(
  (context, runs) =>
    runs.find(({ composition, instance }) => lazilyFreedSpans({ ...context, composition }, instance).length > 0) ?? null
);

/**
 * Bytes that show an eager run: Go plainly gave memory back and rss fell with it, both by as much. The two falls are
 * looked for apart, since their series are scraped at different times. Null if there is none.
 */
function returnedIn(context: Context, instance: CompositionInstance): number | null {
  const { composition, settings } = context;
  const go = deepestDrop(composition.retained, instance);
  const resident = deepestDrop(composition.rss, instance);
  if (!go || !resident) {
    return null;
  }
  const tolerance = thresholdFor(settings.thresholds.lazilyFreed, composition.usage[resident.peak]);
  const clear = Math.max(tolerance, clearDrop * composition.retained[go.peak]);
  return go.bytes > clear && resident.bytes > clear && composition.fileListExcess[resident.low] < tolerance
    ? Math.min(go.bytes, resident.bytes)
    : null;
}

/** A heap that is so many times as large typically, and so many at its peak, needs more than it did. */
const more = { typically: 1.5, peak: 1.2 };

/** True where there is more than accounting to the change. */
function needsMore(before: Run, after: Run): boolean {
  const [old, now] = [before, after].map(({ composition: { workload }, instance: { start, end } }) => {
    const heap = workload.series.heapAlloc ?? new Float64Array();
    return { typically: medianIn(heap, start, end - 1), peak: peakIn(heap, start, end - 1).value };
  });
  return now.typically > more.typically * old.typically && now.peak > more.peak * old.peak;
}

function finding(
  context: Context,
  { before, after }: { before: Run; after: Run },
  returned: number,
  change: VersionChange | null
): Finding {
  const { composition, instance } = after;
  const old = before.composition;
  const worst = peakIn(old.lazilyFreed.estimate, before.instance.start, before.instance.end - 1);
  const upgrade = upgradeTo('eager', change);
  // A start or an end of a run has hardly any memory; what is typical of it is in the middle.
  const typical = (values: Float64Array) => medianIn(values, instance.start, instance.end - 1);
  const queries = context.queries(instance);
  const oldQueries = queriesOf(old, before.instance);
  const evidence: Evidence[] = [
    shows(
      message('accounting-correction.before', {
        lazilyFreed: bytes(worst.value),
        usage: bytes(old.usage[worst.index]),
        workingSet: bytes(old.workingSet[worst.index]),
      }),
      () =>
        several({
          'lazily freed': oldQueries.quantity('lazilyFreed'),
          usage: oldQueries.one('usage'),
          'working set': oldQueries.one('workingSet'),
        })
    ),
    shows(
      message('accounting-correction.after', {
        returned: bytes(returned),
        usage: bytes(typical(composition.usage)),
        workingSet: bytes(typical(composition.workingSet)),
      }),
      () =>
        several({
          resident: queries.one('rss'),
          usage: queries.one('usage'),
          'working set': queries.one('workingSet'),
        })
    ),
    shows(
      message('accounting-correction.corrected', {
        before: bytes(old.correctedWorkingSet[worst.index]),
        after: bytes(typical(composition.correctedWorkingSet)),
      }),
      () => queries.quantity('correctedWorkingSet')
    ),
  ];
  if (upgrade) {
    evidence.push(
      shows(message('accounting-correction.upgrade', upgradeValues(upgrade)), () => queries.selector('goVersion'))
    );
  }
  if (!change) {
    evidence.push(shows(message('accounting-correction.godebug'), () => queries.selector('goVersion')));
  }
  return {
    id: 'accounting-correction',
    confidence: 'likely',
    severity: 'info',
    from: Math.max(instance.startedAt, composition.time[0]),
    to: instance.to,
    upgrade,
    headline: upgrade
      ? message('accounting-correction.headline-upgrade', { from: text(upgrade.from), to: text(upgrade.to) })
      : message('accounting-correction.headline'),
    evidence,
    refutedBy: message('accounting-correction.refuted'),
    advice: message('accounting-correction.advice'),
    layers: ['lazily-freed'],
    bytes: worst.value,
  };
}
