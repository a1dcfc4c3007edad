import type { FindingRule } from '../rule';
import { message } from '../text';
import { growthOf } from '../signals/trend';
import { growthInRun, growthValues, judge, riseEvidence } from '../signals/growth';

const layers = ['stacks'] as const;

/** Stacks rise, with goroutines where these are known: without, the stacks are deep (docs/domain.md §4 e). */
export const stackGrowth: FindingRule = {
  id: 'stack-growth',
  needs: ['stackSys'],
  layers,
  detect(context) {
    const { composition, series, settings } = context;
    return composition.instances.flatMap((instance) => {
      const found = growthInRun(context, instance, series.stackSys, 'low');
      const growth = series.stackSys && judge(context, instance, found, { values: series.stackSys, pick: 'low' });
      if (!growth || !growth.continues) {
        return [];
      }
      const queries = context.queries(instance);
      const more =
        series.goroutines &&
        growthOf(composition.time, series.goroutines, instance, {
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
              : more
                ? 'stack-growth.headline'
                : 'stack-growth.headline-deep',
            growthValues(growth)
          ),
          evidence: [
            riseEvidence(growth, queries.selector('stackSys')),
            {
              text: message(more ? 'stack-growth.goroutines' : 'stack-growth.no-goroutines'),
              promql: queries.selector('goroutines'),
            },
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
