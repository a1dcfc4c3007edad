import type { Queries } from '../promql';
import type { FindingRule } from '../rule';
import { message, shows } from '../text';
import { riseOfGoroutines } from '../signals/goroutines';
import {
  growthInRun,
  growthValues,
  isWarmUp,
  riseEvidence,
  spanOfGrowth,
  isSureGrowth,
  headlineOf,
} from '../signals/growth';
import { fillOf, toldByKills } from '../signals/overKills';
import type { Evidence } from '../types';

const layers = ['stacks'] as const;

/**
 * Stacks rise, with goroutines where these are known: without, the stacks are deep (docs/domain.md §4 e). A life that
 * was killed after they filled it needs no test of a trend.
 */
export const stackGrowth: FindingRule = {
  id: 'stack-growth',
  detect(context) {
    const { composition, series } = context;
    const growths = composition.instances.map((instance, index) => {
      const fill = fillOf(context, index, 'stacks');
      const growth = fill ?? growthInRun(context, instance, series.stackSys, 'low');
      return growth && (fill || !isWarmUp(context, instance, growth)) ? growth : null;
    });
    const told = toldByKills(context, growths);
    return composition.instances.flatMap((instance, index) => {
      const growth = told[index];
      if (!growth) {
        return [];
      }
      const headline = headlineOf(context, instance, growth);
      const isSure = isSureGrowth(growth);
      const queries = context.queries(instance);
      const more = riseOfGoroutines(context, instance);
      return [
        {
          id: 'stack-growth',
          confidence: more && isSure ? 'likely' : 'possible',
          severity: isSure ? 'warning' : 'info',
          ...spanOfGrowth(instance, growth),
          upgrade: null,
          headline: message(
            `stack-growth.${headline === 'headline' && !more ? 'headline-deep' : headline}`,
            growthValues(growth)
          ),
          evidence: [
            riseEvidence(growth, () => queries.selector('stackSys')),
            ...(growth.continues ? [goroutineEvidence(queries, Boolean(more))] : []),
          ],
          refutedBy: message('stack-growth.refuted'),
          advice: message('stack-growth.advice'),
          layers,
          bytes: growth.bytes,
        },
      ];
    });
  },
};

/** What stacks that keep growing are told from. */
const goroutineEvidence = (queries: Queries, isRising: boolean): Evidence =>
  shows(message(isRising ? 'stack-growth.goroutines' : 'stack-growth.no-goroutines'), () =>
    queries.selector('goroutines')
  );
