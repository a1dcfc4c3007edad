import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { kernelAt } from '../signals/accounts';
import type { FindingRule } from '../rule';
import {
  growthInRun,
  growthValues,
  headlineOf,
  riseEvidence,
  spanOfGrowth,
  riseInRun,
  riseOfColumn,
} from '../signals/growth';
import { largePart, riseUntilKill } from '../signals/kills';
import { isOneReading } from '../signals/oneReading';
import type { Rise } from '../signals/rise';
import { message, shows } from '../text';

const layers = ['kernel'] as const;

/**
 * Every cached file costs the kernel some bookkeeping; growth within this share of cache growth is no cause of its own.
 */
const costOfCache = 0.1;
/** Where rss falls by this share of the rise, the rise is parts of huge pages that left rss and are not split yet. */
const mirrored = 0.5;

/** usage - rss - cache, bytes on the grid. */
const kernelSignal = ({ composition }: Context): Float64Array =>
  composition.usage.map((_, i) => Math.max(0, kernelAt(composition, i)));

/**
 * usage - rss - cache rises while rss does not fall (docs/domain.md §4 i). Sockets cannot be taken back, directory
 * entries can, and no common series tells them apart: information, until a kill shows that it was needed.
 */
export const kernelMemoryGrowth: FindingRule = {
  id: 'kernel-memory-growth',
  detect(context) {
    const { composition, series } = context;
    if (!series.usage) {
      return [];
    }
    const kernel = kernelSignal(context);
    return composition.instances.flatMap((instance, index) => {
      const fill = riseUntilKill(context.kills[index], 'kernel');
      const found = isOneReading(context, instance) ? growthInRun(context, instance, kernel, 'middle') : null;
      const growth = fill ? { ...fill, mayBeLoad: false } : found;
      const cache = growth && riseInRun(context, instance, series.cache, 'middle');
      if (!growth || growth.bytes < costOfCache * (cache?.bytes ?? 0) || isMirrored(context, instance, growth)) {
        return [];
      }
      const queries = context.queries(instance);
      const killed = wasKilledByKernelMemory(context, instance);
      const variant = fill
        ? 'headline-killed'
        : headlineOf(context, instance, { ...growth, mayBeLoad: growth.mayBeLoad && !killed });
      return [
        {
          id: 'kernel-memory-growth',
          confidence: killed ? 'likely' : 'possible',
          severity: killed ? 'warning' : 'info',
          ...spanOfGrowth(instance, growth),
          upgrade: null,
          headline: message(`kernel-memory-growth.${variant}`, growthValues(growth)),
          evidence: [
            riseEvidence(growth, () => queries.quantity('kernel')),
            shows(
              message(
                killed
                  ? 'kernel-memory-growth.killed'
                  : isOwn(context, instance, growth)
                    ? 'kernel-memory-growth.own'
                    : 'kernel-memory-growth.undecided'
              ),
              () => queries.quantity('kernel')
            ),
          ],
          refutedBy: message('kernel-memory-growth.refuted'),
          advice: message(killed ? 'kernel-memory-growth.advice-killed' : 'kernel-memory-growth.advice'),
          layers,
          bytes: growth.bytes,
        },
      ];
    });
  },
};

/** Where the kernel's own account rises by this share of a growth, it is no parts of huge pages. */
const own = 0.6;

const isOwn = (context: Context, instance: CompositionInstance, growth: Rise): boolean => {
  const { kernelUsage } = context.series;
  return kernelUsage !== undefined && riseOfColumn(context, instance, growth, kernelUsage) >= own * growth.bytes;
};

const isMirrored = (context: Context, instance: CompositionInstance, growth: Rise): boolean =>
  riseOfColumn(context, instance, growth, context.composition.rss) < -mirrored * growth.bytes;

/** A container that was full of kernel memory when it was killed could not give it back. */
const wasKilledByKernelMemory = ({ kills, composition }: Context, { start }: CompositionInstance): boolean =>
  kills.some(
    (kill) =>
      kill?.atLimit === true &&
      kill.rise.part === 'kernel' &&
      kill.rise.high >= largePart * kill.limit &&
      composition.instances[kill.run].start <= start
  );
