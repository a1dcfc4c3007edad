import { isOfContainer } from '../../composition/bases';
import type { Formula, Quantity } from '../../composition/formulas';
import type { Composition, CompositionInstance } from '../../composition/types';
import { clampMin, minus, orElse } from '../../metrics/expression';
import { mayBeOfSeveral } from '../../workloads/labels';
import type { Context } from '../context';
import { several, type Queries } from '../promql';
import type { FindingRule } from '../rule';
import { wasNeverCollected } from '../signals/goal';
import { isMostlyInactive } from '../signals/cacheKills';
import { besideGo, goMemLimitAt } from '../signals/goAtKill';
import { maySayLess } from '../signals/keptByGo';
import { reachesNewGround, type Part } from '../signals/killRise';
import { isClearRise, partAtKill, type Kill } from '../signals/kills';
import { fillsGoMemLimit } from '../signals/need';
import { loweredEvidence } from '../signals/riskEvidence';
import { bytes, count, duration, list, message, ratio, shows, time } from '../text';
import type { Evidence, Finding, Message } from '../types';
import { hasMemoryLimit } from '../version';

/** Working set that says less than this share of the limit at a kill has hidden what was needed. */
const hidden = 0.8;

/** rss beyond what Go keeps, less what Go freed lazily of that, where it is known (killRise.ts). */
const outsideOfGo: Formula = orElse(
  clampMin(minus<Quantity>({ quantity: 'outsideGo' }, { quantity: 'lazilyFreed' })),
  clampMin<Quantity>({ quantity: 'outsideGo' })
);

/** PromQL of each part of a container. */
const formulaOf: Readonly<Record<Part, Formula>> = {
  go: { quantity: 'retained' },
  stacks: 'stackSys',
  'off-heap': outsideOfGo,
  anonymous: 'rss',
  cache: 'cache',
  kernel: { quantity: 'kernel' },
  'beside-rss': minus('workingSet', 'rss'),
  unknown: minus<'base' | 'retained'>({ quantity: 'base' }, { quantity: 'retained' }),
};

/**
 * The container was killed: by the reported reason, by cAdvisor's event counter, or by what it surely needed before a
 * restart that was no rollout. Says what filled it, and which of need and working set would have warned
 * (docs/domain.md §2.4).
 */
export const oomKilled: FindingRule = {
  id: 'oom-killed',
  isOfEvents: true,
  detect(context) {
    const kills = context.kills.filter((kill): kill is Kill => kill !== null);
    return kills.map((kill) => finding(context, kill, kills));
  },
};

function finding(context: Context, kill: Kill, kills: readonly Kill[]): Finding {
  const run = context.composition.instances[kill.run];
  const queries = context.queries(run);
  const { limit, usage, workingSet } = kill;
  const alike = kills.filter((other) => other.rise.part === kill.rise.part && isCause(other));
  const evidence: Evidence[] = [howKnown(context, kill, queries)];
  if (limit > 0 && Number.isFinite(workingSet) && !isAtEachStart(context, kill)) {
    evidence.push(sharesOf(context.composition, kill, queries));
  }
  if (kill.atLimit) {
    evidence.push(shows(message('oom-killed.needed', { limit: bytes(limit) }), () => queries.quantity('limit')));
  }
  evidence.push(...loweredEvidence(context, run, kill.end - 1), ...goMemLimitEvidence(context, kill, queries));
  if (isCause(kill)) {
    evidence.push(
      shows(message('oom-killed.rise', riseValues(context.composition, kill)), () =>
        queries.formula(formulaOf[kill.rise.part])
      )
    );
  }
  if (alike.length > 1 && alike.includes(kill)) {
    evidence.push(
      shows(message('oom-killed.pattern', { kills: count(alike.length) }), () =>
        context.queries().formula(formulaOf[kill.rise.part])
      )
    );
  }
  return {
    id: 'oom-killed',
    confidence: kill.by === 'level' ? 'possible' : 'proven',
    severity: 'critical',
    from: kill.from,
    // A kill may be reported when the container has no more samples.
    to: Math.min(kill.to, context.composition.time[context.composition.time.length - 1]),
    upgrade: null,
    headline: isAtEachStart(context, kill)
      ? message('oom-killed.headline-at-start', { at: time(kill.to), limit: bytes(limit) })
      : headlineOf(context.composition, kill),
    evidence,
    refutedBy: message('oom-killed.refuted'),
    advice: adviceOf(context, kill, run),
    layers: [],
    bytes: usage,
  };
}

/** So many kills right after a start are no chance: the container never gets beyond its start. */
const leastStarts = 2;

/** True where a container is killed again and again before a sample tells what it needs to start. */
const isAtEachStart = ({ kills }: Context, { atLimit, isAtStart, limit }: Kill): boolean =>
  !atLimit && isAtStart && limit > 0 && kills.filter((kill) => kill?.isAtStart).length >= leastStarts;

/** How full the container was right before the kill, by the series that there are. */
function sharesOf({ base }: Composition, { limit, usage, workingSet }: Kill, queries: Queries): Evidence {
  const shares = { usage: ratio(usage / limit), workingSet: ratio(workingSet / limit) };
  const said = queries.shareOfLimit('workingSet');
  if (base !== 'working-set') {
    return shows(message('oom-killed.shares', shares), () =>
      several({ usage: queries.shareOfLimit({ quantity: 'base' }), 'working set': said })
    );
  }
  return usage > workingSet
    ? shows(message('oom-killed.shares-kept', shares), () =>
        several({ 'kept by Go': queries.shareOfLimit({ quantity: 'retained' }), 'working set': said })
      )
    : shows(message('oom-killed.share', shares), () => said);
}

/** Nothing of tmpfs, and no file in use, is on the kernel's inactive list. */
const partName = (composition: Composition, { end }: Kill, part: Part): Message =>
  message(`oom-killed.part-${part === 'cache' && isMostlyInactive(composition, end - 1) ? 'inactive-cache' : part}`);

const riseValues = (composition: Composition, kill: Kill) => ({
  part: list([partName(composition, kill, kill.rise.part)]),
  low: bytes(kill.rise.low),
  high: bytes(kill.rise.high),
  duration: duration(kill.rise.to - kill.rise.from),
});

function headlineOf(composition: Composition, kill: Kill): Message {
  const { limit, usage, certain, workingSet, to, by, atLimit } = kill;
  const at = time(to);
  const cause = list([causeOf(composition, kill)]);
  if (kill.isOfProcess) {
    return atLimit
      ? message('oom-killed.headline-process', { at, cause })
      : message('oom-killed.headline-process-elsewhere', { at, usage: bytes(usage) });
  }
  if (!(limit > 0)) {
    const said = tellsLimit(composition) ? 'no-limit' : 'limit-unknown';
    return message(`oom-killed.headline-${said}`, { at, usage: bytes(usage) });
  }
  const said = ratio(workingSet / limit);
  if (by === 'level' && !Number.isFinite(workingSet)) {
    return message('oom-killed.headline-level', { at, need: ratio(certain / limit) });
  }
  if (by === 'level') {
    return message('oom-killed.headline-possible', { at, need: ratio(certain / limit), workingSet: said });
  }
  if (!atLimit && maySayLess(composition, composition.instances[kill.run])) {
    return message('oom-killed.headline-elsewhere-or-hidden', { at, workingSet: said });
  }
  if (!atLimit && mayBeOfSeveral(composition.workload)) {
    return message('oom-killed.headline-of-several', { at, usage: ratio(usage / limit) });
  }
  if (!atLimit && tellsPart(composition)) {
    return message('oom-killed.headline-rss-share', { at, usage: ratio(usage / limit) });
  }
  if (!atLimit && !isOfContainer(composition.base)) {
    return message('oom-killed.headline-process-share', { at, usage: ratio(usage / limit) });
  }
  if (!atLimit) {
    return message('oom-killed.headline-elsewhere', { at, usage: ratio(usage / limit) });
  }
  if (Number.isFinite(workingSet) && workingSet < hidden * limit) {
    return message('oom-killed.headline-hidden', { at, workingSet: said, cause });
  }
  return message('oom-killed.headline', { at, cause });
}

/**
 * True where the series tell a part of what was charged at the end: rss, or rss and cache, beside which tmpfs or
 * sockets may be, or a mean over the time before.
 */
const tellsPart = ({ base, workload }: Composition): boolean =>
  base === 'rss' || base === 'rss-and-cache' || workload.meanOver > 0;

/** True where a series tells the limit, and be it that there is none. */
const tellsLimit = ({ workload: { series } }: Composition): boolean =>
  series.limit !== undefined || series.kubeLimit !== undefined;

/** True where a rise may have led to the kill; one that is no higher than before may be a tooth of the collector. */
const isCause = (kill: Kill): boolean => isClearRise(kill) && reachesNewGround(kill.rise);

function causeOf(composition: Composition, kill: Kill): Message {
  if (isCause(kill)) {
    return message(
      kill.isOfProcess ? 'oom-killed.part-cause-process' : 'oom-killed.part-cause',
      riseValues(composition, kill)
    );
  }
  const most = partAtKill(composition, kill);
  return most
    ? message('oom-killed.part-most', { part: list([partName(composition, kill, most.part)]), size: bytes(most.size) })
    : message('oom-killed.part-not-seen');
}

/** Why Go, which knew of a limit, did not keep the container below its own. */
function goMemLimitEvidence(context: Context, kill: Kill, queries: Queries): Evidence[] {
  const set = kill.atLimit ? goMemLimitAt(context, kill) : null;
  if (set && set.live >= fillsGoMemLimit * set.own) {
    return [
      shows(message('gc-thrash.live', { live: bytes(set.live), limit: bytes(set.own) }), () =>
        queries.one('goMemLimit')
      ),
    ];
  }
  return set && set.own + set.outside > kill.limit
    ? [
        shows(
          message('oom-risk.gomemlimit-no-room', {
            own: bytes(set.own),
            outside: bytes(set.outside),
            limit: bytes(kill.limit),
          }),
          () => several({ GOMEMLIMIT: queries.one('goMemLimit'), 'outside of Go': queries.quantity('offHeap') })
        ),
      ]
    : [];
}

/** From this share of the limit on, GOMEMLIMIT and what is outside of it leave the collector no time. */
const crowded = 0.9;

/** From this share of the limit on, GOMEMLIMIT has to leave room for what is outside of Go. */
const much = 0.1;

/** What to do about memory of Go: GOMEMLIMIT helps where it is not set yet, and where the live heap is below it. */
function adviceOfGo(context: Context, kill: Kill, { goVersion }: CompositionInstance): Message {
  const set = goMemLimitAt(context, kill);
  const { instances } = context.composition;
  if (wasNeverCollected(context.series, { ...instances[kill.run], end: kill.end })) {
    return message('oom-killed.advice-gc-off');
  }
  if (!set && !hasMemoryLimit(goVersion)) {
    return message('oom-killed.advice-go-old');
  }
  if (!set) {
    const outside = besideGo(context.composition, kill);
    return outside > much * kill.limit
      ? message('oom-killed.advice-go-beside', { outside: bytes(outside) })
      : message('oom-killed.advice-go');
  }
  return message(
    set.own + set.outside > crowded * kill.limit && !(set.live >= fillsGoMemLimit * set.own)
      ? 'oom-risk.advice-no-room'
      : 'oom-risk.advice-collector'
  );
}

function howKnown({ composition }: Context, kill: Kill, queries: Queries): Evidence {
  switch (kill.by) {
    case 'reason':
      return shows(message('oom-killed.reason'), () => queries.selector('terminatedReason', 'reason="OOMKilled"'));
    case 'event':
      return shows(
        kill.events > 1 ? message('oom-killed.events', { count: count(kill.events) }) : message('oom-killed.event'),
        () => `increase(${queries.selector('oomEvents')}[5m])`
      );
    default:
      return shows(
        message('oom-killed.level', { usage: bytes(kill.certain), limit: bytes(kill.limit) }),
        () => several({ need: queries.quantity('needLow'), limit: queries.quantity('limit') }),
        composition.instances[kill.run].to
      );
  }
}

/** What to do depends on what filled the container, and on whether this Go version knows a memory limit. */
function adviceOf(context: Context, kill: Kill, run: CompositionInstance): Message {
  const { composition } = context;
  if (!(kill.limit > 0)) {
    return message(tellsLimit(composition) ? 'oom-killed.advice-node' : 'oom-killed.advice-limit-unknown');
  }
  if (isAtEachStart(context, kill)) {
    return message('oom-killed.advice-at-start');
  }
  if (!kill.atLimit) {
    return message(
      mayBeOfSeveral(composition.workload)
        ? 'oom-killed.advice-of-several'
        : tellsPart(composition)
          ? 'oom-killed.advice-rss'
          : 'oom-killed.advice-elsewhere'
    );
  }
  if (!isCause(kill) && kill.rise.isUnsplit) {
    return message('oom-killed.advice-unsplit');
  }
  const part = (isCause(kill) ? null : partAtKill(composition, kill)?.part) ?? kill.rise.part;
  if (part === 'stacks') {
    return message('stack-growth.advice');
  }
  if (part === 'go') {
    return adviceOfGo(context, kill, run);
  }
  if (part === 'cache' && isMostlyInactive(composition, kill.end - 1)) {
    return message('oom-killed.advice-dirty');
  }
  return message(`oom-killed.advice-${part === 'unknown' ? 'anonymous' : part}`);
}
