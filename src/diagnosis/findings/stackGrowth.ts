import type { FindingRule } from '../rule';
import { message, shows } from '../text';
import { growthInRun, growthValues, riseEvidence } from '../signals/growth';
import { riseOf } from '../signals/rise';

const layers = ['stacks'] as const;

/** Stacks rise, with goroutines where these are known: without, the stacks are deep (docs/domain.md §4 e). */
export const stackGrowth: FindingRule = {
  id: 'stack-growth',
  needs: ['stackSys'],
  layers,
  detect(context) {
    const { composition, series, settings } = context;
    return composition.instances.flatMap((instance) => {
      const growth = growthInRun(context, instance, series.stackSys, 'low');
      if (!growth || !growth.continues) {
        return [];
      }
      const queries = context.queries(instance);
      const more =
        series.goroutines &&
        riseOf(composition.time, series.goroutines, instance, {
          pick: 'low',
          bytes: 1,
          duration: settings.durations.growth,
        });
      return [
        {
          id: 'stack-growth',
          confidence: more && !growth.mayBeLoad ? 'likely' : 'possible',
          severity: growth.mayBeLoad ? 'info' : 'warning',
          from: growth.from,
          to: instance.to,
          upgrade: null,
          headline: message(
            growth.mayBeLoad
              ? 'stack-growth.headline-open'
              : context.isOver(instance)
                ? 'stack-growth.headline-over'
                : more
                  ? 'stack-growth.headline'
                  : 'stack-growth.headline-deep',
            growthValues(growth)
          ),
          evidence: [
            riseEvidence(growth, () => queries.selector('stackSys')),
            shows(message(more ? 'stack-growth.goroutines' : 'stack-growth.no-goroutines'), () =>
              queries.selector('goroutines')
            ),
          ],
          refutedBy: message('stack-growth.refuted'),
          advice: message('stack-growth.advice'),
          layers: [...layers],
          bytes: growth.bytes,
        },
      ];
    });
  },
};
