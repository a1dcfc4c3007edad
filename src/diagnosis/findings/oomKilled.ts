import type { Formula } from '../../composition/formulas';
import type { CompositionInstance } from '../../composition/types';
import { minus } from '../../metrics/expression';
import type { Context } from '../context';
import { several, type Queries } from '../promql';
import type { FindingRule } from '../rule';
import { isMostlyInactive } from '../signals/heldCache';
import { isClearRise, type Kill, type Part, type Rise } from '../signals/kills';
import { bytes, count, duration, list, message, ratio, shows, time } from '../text';
import type { Evidence, Finding, Message } from '../types';
import { hasMemoryLimit } from '../version';

/** Working set that says less than this share of the limit at a kill has hidden what was needed. */
const hidden = 0.8;

/** PromQL of each part of a container. */
const formulaOf: Readonly<Record<Part, Formula>> = {
  go: { quantity: 'retained' },
  stacks: 'stackSys',
  'off-heap': { quantity: 'outsideGo' },
  anonymous: 'rss',
  cache: 'cache',
  kernel: { quantity: 'kernel' },
  unknown: minus<'base' | 'retained'>({ quantity: 'base' }, { quantity: 'retained' }),
};

/**
 * The container was killed: by the reported reason, by cAdvisor's event counter, or by what it surely needed before a
 * restart that was no rollout. Says what filled it, and which of need and working set would have warned
 * (docs/domain.md §2.4).
 */
export const oomKilled: FindingRule = {
  id: 'oom-killed',
  needs: ['limit'],
  layers: [],
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
  const alike = kills.filter((other) => other.rise.part === kill.rise.part && isClearRise(other));
  const evidence: Evidence[] = [howKnown(context, kill, queries)];
  if (limit > 0 && Number.isFinite(workingSet)) {
    const shares = { usage: ratio(usage / limit), workingSet: ratio(workingSet / limit) };
    evidence.push(
      shows(message('oom-killed.shares', shares), () =>
        several({
          usage: queries.shareOfLimit({ quantity: 'base' }),
          'working set': queries.shareOfLimit('workingSet'),
        })
      )
    );
  }
  if (kill.atLimit) {
    evidence.push(shows(message('oom-killed.needed', { limit: bytes(limit) }), () => queries.quantity('limit')));
  }
  if (isClearRise(kill)) {
    evidence.push(
      shows(message('oom-killed.rise', riseValues(kill.rise)), () => queries.formula(formulaOf[kill.rise.part]))
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
    to: kill.to,
    upgrade: null,
    headline: headlineOf(kill),
    evidence,
    refutedBy: message('oom-killed.refuted'),
    advice: adviceOf(context, kill, run),
    layers: [],
    bytes: usage,
  };
}

const partName = (part: Part): Message => message(`oom-killed.part-${part}`);

const riseValues = (rise: Rise) => ({
  part: list([partName(rise.part)]),
  low: bytes(rise.low),
  high: bytes(rise.high),
  duration: duration(rise.to - rise.from),
});

function headlineOf(kill: Kill): Message {
  const { limit, usage, certain, workingSet, to, by, atLimit } = kill;
  const at = time(to);
  if (kill.isOfProcess) {
    return atLimit
      ? message('oom-killed.headline-process', { at, cause: causeOf(kill) })
      : message('oom-killed.headline-process-elsewhere', { at, usage: bytes(usage) });
  }
  if (!(limit > 0)) {
    return message('oom-killed.headline-no-limit', { at, usage: bytes(usage) });
  }
  const said = ratio(workingSet / limit);
  if (by === 'level' && !Number.isFinite(workingSet)) {
    return message('oom-killed.headline-level', { at, need: ratio(certain / limit) });
  }
  if (by === 'level') {
    return message('oom-killed.headline-possible', { at, need: ratio(certain / limit), workingSet: said });
  }
  if (!atLimit) {
    return message('oom-killed.headline-elsewhere', { at, usage: ratio(usage / limit) });
  }
  const cause = causeOf(kill);
  if (Number.isFinite(workingSet) && workingSet < hidden * limit) {
    return message('oom-killed.headline-hidden', { at, workingSet: said, cause });
  }
  return message('oom-killed.headline', { at, cause });
}

const causeOf = (kill: Kill) =>
  list(
    isClearRise(kill)
      ? [message(kill.isOfProcess ? 'oom-killed.part-cause-process' : 'oom-killed.part-cause', riseValues(kill.rise))]
      : []
  );

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
function adviceOf({ composition }: Context, kill: Kill, { goVersion }: CompositionInstance): Message {
  if (!(kill.limit > 0)) {
    return message('oom-killed.advice-node');
  }
  if (!kill.atLimit) {
    return message('oom-killed.advice-elsewhere');
  }
  const { part } = kill.rise;
  if (part === 'go' || part === 'stacks') {
    return message(hasMemoryLimit(goVersion) ? 'oom-killed.advice-go' : 'oom-killed.advice-go-old');
  }
  if (part === 'cache' && isMostlyInactive(composition, kill.end - 1)) {
    return message('oom-killed.advice-dirty');
  }
  return message(`oom-killed.advice-${part === 'unknown' ? 'anonymous' : part}`);
}
