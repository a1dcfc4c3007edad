import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { several } from '../promql';
import type { FindingRule } from '../rule';
import { killAfter, type Kill } from '../signals/kills';
import { bytes, message, ratio, time } from '../text';
import type { Evidence, Finding } from '../types';

/**
 * The container was killed at its limit: by the reported reason, by cAdvisor's event counter, or by what it surely
 * needed before a restart that was no rollout. Says which of need and working set would have warned (docs/domain.md
 * §2.4).
 */
export const oomKilled: FindingRule = {
  id: 'oom-killed',
  needs: ['usage', 'workingSet', 'limit'],
  layers: [],
  isOfEvents: true,
  detect(context) {
    return context.composition.instances.flatMap((run, index) => {
      const kill = killAfter(context, index);
      // Without working set there is no need either, and the sentence is about both.
      return kill && Number.isFinite(kill.need + kill.workingSet) ? [finding(context, run, kill)] : [];
    });
  },
};

function finding(context: Context, run: CompositionInstance, kill: Kill): Finding {
  const queries = context.queries(run);
  const shares = { need: ratio(kill.need / kill.limit), workingSet: ratio(kill.workingSet / kill.limit) };
  const hidden = kill.workingSet < 0.8 * kill.limit && kill.need >= 0.8 * kill.limit;
  const how: Record<Kill['by'], Evidence> = {
    reason: { text: message('oom-killed.reason'), promql: queries.selector('terminatedReason', 'reason="OOMKilled"') },
    event: { text: message('oom-killed.event'), promql: `increase(${queries.selector('oomEvents')}[5m])` },
    level: {
      text: message('oom-killed.level', { usage: bytes(kill.certain), limit: bytes(kill.limit) }),
      promql: several({ need: queries.quantity('needLow'), limit: queries.quantity('limit') }),
    },
  };
  return {
    id: 'oom-killed',
    confidence: kill.by === 'level' ? 'possible' : 'proven',
    severity: 'critical',
    from: kill.from,
    to: kill.to,
    upgrade: null,
    headline:
      kill.by === 'level'
        ? message('oom-killed.headline-possible', {
            ...shares,
            need: ratio(kill.certain / kill.limit),
            at: time(kill.to),
          })
        : message(hidden ? 'oom-killed.headline-hidden' : 'oom-killed.headline', { ...shares, at: time(kill.to) }),
    evidence: [
      how[kill.by],
      {
        text: message('oom-killed.shares', shares),
        promql: several({
          need: queries.shareOfLimit({ quantity: 'correctedWorkingSet' }),
          'working set': queries.shareOfLimit('workingSet'),
        }),
      },
    ],
    refutedBy: message('oom-killed.refuted'),
    advice: message('oom-killed.advice'),
    layers: [],
    bytes: kill.usage,
  };
}
