import { orElse } from '../../composition/columns';
import type { Quantity } from '../../composition/formulas';
import type { Composition, CompositionInstance } from '../../composition/types';
import { minus } from '../../metrics/expression';
import type { Context } from '../context';
import { leastSamples, thresholdFor } from '../options';
import { several, type Queries } from '../promql';
import { adviceOf, canFreeLazily } from '../releases';
import type { FindingRule } from '../rule';
import { isApart } from '../signals/glance';
import { mayHide, touchedOf } from '../signals/keptByGo';
import type { Kill } from '../signals/kills';
import { liveMemory } from '../signals/need';
import { provesFreed } from '../signals/oneReading';
import { joinSpans, peakIn, spansWhere, type Span } from '../signals/spans';
import { bytes, duration, message, ratio, shows, time } from '../text';
import type { Evidence, Finding, Message } from '../types';

const layers = ['heap-objects', 'heap-fragmented', 'heap-idle', 'stacks', 'runtime', 'off-heap'] as const;

/**
 * Memory in use that working set does not count: corrected working set minus working set above tolerance, sustained
 * (docs/design.md §2, §7; docs/domain.md §0.2). Needs Go series, since without them lazily freed memory is all of E.
 * Where working set is all that the container tells of itself, the heap that Go has in use is compared with it.
 */
export const workingSetUnderstated: FindingRule = {
  id: 'working-set-understated',
  detect(context) {
    const { composition } = context;
    return composition.instances.flatMap((instance, index) => {
      const atKill = hiddenAtKill(context, instance, context.kills[index]);
      // Without usage a kill tells more than what Go counts.
      if (atKill.length > 0 && mayHide(composition, instance)) {
        return atKill;
      }
      const account = accountOf(context, instance);
      const spans = account ? understatedSpans(context, instance, account) : [];
      if (account && spans.length > 0) {
        return [finding(context, instance, spans, account)];
      }
      return atKill;
    });
  },
};

/** What was needed while working set said less, at grid indices, in bytes; NaN where it cannot be said. */
interface Account {
  need: (i: number) => number;
  /** Of the need, what working set leaves out. */
  hidden: (i: number) => number;
  /** True where the container's own accounts tell that the hidden memory is resident. */
  isAccounted: boolean;
  evidence: (queries: Queries, i: number) => Evidence;
  hiddenQuery: (queries: Queries) => string;
}

function accountOf(context: Context, instance: CompositionInstance): Account | null {
  if (mayHide(context.composition, instance)) {
    return ofLiveHeap(context, instance);
  }
  const { correctedWorkingSet, workingSet } = context.composition;
  const isAnywhere = isApart(correctedWorkingSet, workingSet, context.settings.thresholds.understated.bytes, instance);
  const isKnown = instance.mode === 'full' || instance.mode === 'otel';
  const isProven = isAnywhere && isKnown && canFreeLazily(instance.goVersion) ? provesFreed(context, instance) : null;
  return isProven && ofFileLists(context, instance, isProven);
}

/**
 * By the file lists. No more of it is Go's than Go keeps: what exceeds that was freed by another allocator, and whether
 * it is in use cannot be told. A version that gives memory back at once has none of it, unless it was told to: no more
 * than it gave back in this run.
 */
function ofFileLists(
  { composition, series, settings }: Context,
  { goVersion, start, end }: CompositionInstance,
  isProven: (i: number, tolerance: number) => boolean
): Account {
  const { correctedWorkingSet, workingSet, retained, goMissing } = composition;
  const most =
    adviceOf(goVersion) === 'eager' && series.heapReleased
      ? peakIn(series.heapReleased, start, end - 1).value
      : Infinity;
  return {
    need: (i) => correctedWorkingSet[i],
    hidden: (i) =>
      goMissing[i]
        ? NaN
        : isProven(i, thresholdFor(settings.thresholds.understated, composition.usage[i]))
          ? Math.min(correctedWorkingSet[i] - workingSet[i], orElse(retained[i], Infinity), orElse(most, Infinity))
          : 0,
    isAccounted: true,
    evidence: (queries, i) =>
      shows(
        message('working-set-understated.hidden', {
          need: bytes(correctedWorkingSet[i]),
          workingSet: bytes(workingSet[i]),
        }),
        () => several({ need: queries.quantity('correctedWorkingSet'), 'working set': queries.one('workingSet') }),
        composition.time[i]
      ),
    hiddenQuery: (queries) => queries.formula(minus<Quantity>({ quantity: 'correctedWorkingSet' }, 'workingSet')),
  };
}

/**
 * By what Go has in use after a collection, as far as it is resident where a series tells that: memory that was never
 * touched, such as a ballast, is none.
 */
function ofLiveHeap(context: Context, instance: CompositionInstance): Account | null {
  const { composition, series } = context;
  const { workingSet } = composition;
  const live = liveMemory(context, instance);
  const need = (i: number) => touchedOf(composition, live?.[i] ?? NaN, i);
  const heap = series.heapLive ? 'heapLive' : 'heapAlloc';
  return live
    ? {
        need,
        hidden: (i) => need(i) - workingSet[i],
        isAccounted: series.processAnon !== undefined,
        evidence: (queries, i) =>
          shows(
            message('working-set-understated.live', { need: bytes(need(i)), workingSet: bytes(workingSet[i]) }),
            () => several({ heap: queries.one(heap), 'working set': queries.one('workingSet') })
          ),
        hiddenQuery: (queries) => queries.formula(minus<Quantity>(heap, 'workingSet')),
      }
    : null;
}

function understatedSpans(context: Context, instance: CompositionInstance, { need, hidden }: Account): Span[] {
  const { composition, settings, gap } = context;
  return spansWhere(
    composition.time,
    instance,
    (i) => {
      const bytesHidden = hidden(i);
      return Number.isNaN(bytesHidden)
        ? null
        : bytesHidden > thresholdFor(settings.thresholds.understated, Math.max(need(i), composition.usage[i]));
    },
    { samples: leastSamples, duration: settings.durations.understated, gap }
  );
}

function finding(context: Context, instance: CompositionInstance, spans: readonly Span[], account: Account): Finding {
  const { composition } = context;
  const queries = context.queries(instance);
  const [whole] = joinSpans(composition.time, spans, Infinity);
  const hidden = composition.time.map((_, i) => account.hidden(i));
  const peaks = spans.map(({ first, last }) => peakIn(hidden, first, last));
  const peak = peaks.reduce((best, one) => (one.value > best.value ? one : best));
  const i = peak.index;
  const lasted = spans.reduce((sum, { first, last }) => sum + composition.time[last] - composition.time[first], 0);
  return {
    id: 'working-set-understated',
    confidence: account.isAccounted ? 'likely' : 'possible',
    severity: account.isAccounted ? 'warning' : 'info',
    from: composition.time[whole.first],
    to: composition.time[whole.last],
    upgrade: null,
    headline: headlineOf(composition, account, peak),
    evidence: [
      account.evidence(queries, i),
      ...heapEvidence(context, queries, i),
      shows(
        message('working-set-understated.lasted', {
          duration: duration(lasted),
          from: time(composition.time[whole.first]),
          to: time(composition.time[whole.last]),
          peak: bytes(peak.value),
        }),
        () => account.hiddenQuery(queries)
      ),
    ],
    refutedBy: message('working-set-understated.refuted'),
    advice: message('working-set-understated.advice'),
    layers,
    bytes: peak.value,
  };
}

function headlineOf(
  { limit, workingSet }: Composition,
  { need, isAccounted }: Account,
  { index: i, value }: { index: number; value: number }
): Message {
  const size = bytes(value);
  if (!isAccounted) {
    return message('working-set-understated.headline-possible', {
      size,
      workingSet: bytes(workingSet[i]),
      need: bytes(need(i)),
    });
  }
  return limit[i] > 0
    ? message('working-set-understated.headline-limit', {
        size,
        workingSetShare: ratio(workingSet[i] / limit[i]),
        needShare: ratio(need(i) / limit[i]),
      })
    : message('working-set-understated.headline', {
        size,
        workingSet: bytes(workingSet[i]),
        need: bytes(need(i)),
      });
}

/**
 * What a kill at the limit proves: the kernel had taken everything that was free to take, so all of the limit was
 * needed, while working set left out what stood on the file lists, or what Go kept where no series tells those.
 */
function hiddenAtKill(context: Context, instance: CompositionInstance, kill: Kill | null): Finding[] {
  const { composition, settings } = context;
  const last = (kill?.end ?? instance.end) - 1;
  const isOfHeap = mayHide(composition, instance);
  const excess = isOfHeap ? (kill?.usage ?? NaN) - (kill?.workingSet ?? NaN) : composition.fileListExcess[last];
  const hidden = kill?.atLimit ? Math.min(excess, kill.limit - kill.workingSet) : NaN;
  const tolerance = thresholdFor(settings.thresholds.understated, composition.usage[last]);
  if (!kill || !(hidden > tolerance) || !(isOfHeap || provesFreed(context, instance)?.(last, tolerance))) {
    return [];
  }
  const queries = context.queries(instance);
  return [
    {
      id: 'working-set-understated',
      confidence: 'likely',
      severity: 'warning',
      from: instance.from,
      to: kill.from,
      upgrade: null,
      headline: message('working-set-understated.headline-killed', {
        size: bytes(hidden),
        workingSetShare: ratio(kill.workingSet / kill.limit),
      }),
      evidence: isOfHeap
        ? heapEvidence(context, queries, last)
        : [
            shows(
              message('working-set-understated.killed', {
                excess: bytes(excess),
                workingSet: bytes(composition.workingSet[last]),
              }),
              () => several({ excess: queries.quantity('excess'), 'working set': queries.one('workingSet') }),
              composition.time[last]
            ),
          ],
      refutedBy: message('working-set-understated.refuted'),
      advice: message('working-set-understated.advice'),
      layers,
      bytes: hidden,
    },
  ];
}

/** What Go alone keeps and uses, where both are known. */
function heapEvidence({ composition, series }: Context, queries: Queries, i: number): Evidence[] {
  const heap = series.heapInuse?.[i] ?? NaN;
  return Number.isFinite(heap + composition.retained[i])
    ? [
        shows(
          message('working-set-understated.heap', {
            retained: bytes(composition.retained[i]),
            heap: bytes(heap),
          }),
          () => several({ 'kept by Go': queries.quantity('retained'), 'heap in use': queries.one('heapInuse') }),
          composition.time[i]
        ),
      ]
    : [];
}
