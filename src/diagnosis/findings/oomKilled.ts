import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { bytes, message, ratio, time } from '../text';
import type { Evidence, Finding } from '../types';

/** Without a reported reason, a restart of the same release counts as a kill only from this share of the limit on. */
const nearLimit = 0.9;
/** The last samples of a run: the kill comes between two scrapes. */
const lastSamples = 3;

export interface Kill {
  /** Last sample before and first sample after, ms. */
  from: number;
  to: number;
  /** `reason`: kube-state-metrics says OOMKilled; `event`: cAdvisor counted one; `level`: the last samples were at the limit. */
  by: 'reason' | 'event' | 'level';
  usage: number;
  need: number;
  workingSet: number;
  limit: number;
}

/** Whether run `index` ended in an OOM kill; null where it did not or nothing tells. */
export function killAfter(context: Context, index: number): Kill | null {
  const { composition } = context;
  const [run, next] = [composition.instances[index], composition.instances[index + 1]];
  if (!run || !next) {
    return null;
  }
  const last = Array.from({ length: lastSamples }, (_, k) => run.end - 1 - k).filter(
    (i) => i >= run.start && composition.drawn[i]
  );
  const most = (values: Float64Array) => Math.max(...last.map((i) => values[i]).filter(Number.isFinite));
  const limit = most(composition.limit);
  const usage = most(composition.usage);
  const need = most(composition.correctedWorkingSet);
  const sameRelease = run.goVersion === next.goVersion && imageOf(context, run) === imageOf(context, next);
  const reason = reasonAfter(context, next.from);
  const by =
    reason === 'OOMKilled'
      ? 'reason'
      : oomEventsBetween(context, run.start, next.end, next.from)
        ? 'event'
        : reason === null && sameRelease && need >= nearLimit * limit
          ? 'level'
          : null;
  return by && Number.isFinite(limit)
    ? {
        from: run.to,
        to: next.from,
        by,
        usage,
        need,
        workingSet: most(composition.workingSet),
        limit,
      }
    : null;
}

const imageOf = ({ composition }: Context, run: CompositionInstance): string | null =>
  composition.workload.instances.find(({ start }) => start === run.start)?.image ?? null;

/** The reason of the last termination as reported soon after a restart. */
function reasonAfter({ composition, gap }: Context, restart: number): string | null {
  const { terminations, step } = composition.workload;
  for (const { reason, times } of terminations) {
    if (times.some((t) => t >= restart - step && t <= restart + gap)) {
      return reason;
    }
  }
  return null;
}

function oomEventsBetween({ composition, series }: Context, start: number, end: number, restart: number): boolean {
  const events = series.oomEvents;
  if (!events) {
    return false;
  }
  const before = events.subarray(start, end).filter((value, k) => composition.time[start + k] < restart && value >= 0);
  return before.length > 1 && before[before.length - 1] > before[0];
}

/**
 * The container was killed at its limit: by the reported reason, by cAdvisor's event counter, or by its need before a
 * restart that was no rollout. Says which of need and working set would have warned (docs/domain.md §2.4).
 */
export const oomKilled: FindingRule = {
  id: 'oom-killed',
  needs: ['usage', 'workingSet', 'limit'],
  layers: [],
  detect(context) {
    return context.composition.instances.flatMap((run, index) => {
      const kill = killAfter(context, index);
      return kill ? [finding(context, run, kill)] : [];
    });
  },
};

function finding(context: Context, run: CompositionInstance, kill: Kill): Finding {
  const queries = context.queries(run);
  const shares = { need: ratio(kill.need / kill.limit), workingSet: ratio(kill.workingSet / kill.limit) };
  const hidden = kill.workingSet < 0.8 * kill.limit && kill.need >= 0.8 * kill.limit;
  const how: Record<Kill['by'], Evidence> = {
    reason: { text: message('oom-killed.reason'), promql: queries.of('terminatedReason', 'reason="OOMKilled"') },
    event: { text: message('oom-killed.event'), promql: `increase(${queries.of('oomEvents')}[5m])` },
    level: {
      text: message('oom-killed.level', { usage: bytes(kill.need), limit: bytes(kill.limit) }),
      promql: several({ need: queries.correctedWorkingSet(), limit: queries.limit() }),
    },
  };
  return {
    id: 'oom-killed',
    confidence: kill.by === 'level' ? 'possible' : 'proven',
    severity: 'critical',
    from: kill.from,
    to: kill.to,
    upgrade: null,
    headline: message(hidden ? 'oom-killed.headline-hidden' : 'oom-killed.headline', {
      ...shares,
      at: time(kill.to),
    }),
    evidence: [
      how[kill.by],
      {
        text: message('oom-killed.shares', shares),
        promql: several({
          need: `${queries.correctedWorkingSet()} / ${queries.limit()}`,
          'working set': `${queries.one('workingSet')} / ${queries.limit()}`,
        }),
      },
    ],
    refutedBy: message('oom-killed.refuted'),
    advice: message('oom-killed.advice'),
    layers: [],
    bytes: kill.usage,
  };
}
