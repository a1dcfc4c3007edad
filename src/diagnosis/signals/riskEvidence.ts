import type { Formula, Quantity } from '../../composition/formulas';
import type { CompositionInstance } from '../../composition/types';
import { max, min, minus } from '../../metrics/expression';
import { MiB } from '../../metrics/units';
import type { Context } from '../context';
import { mostlyOutside } from '../options';
import { several } from '../promql';
import { bytes, duration, message, ratio, shows, time as when } from '../text';
import type { Evidence } from '../types';
import { besideGo, hasRoom } from './need';
import { activeCacheOf } from './pressure';
import { riseOf } from './rise';
import { peakIn, presentShare } from './spans';
import { wasKilledBefore } from './terminations';

/** Bytes outside of the Go heap that cannot be given back; NaN where Go is not known. */
export const outsideOf = ({ composition: { need, retained, goMissing } }: Context, i: number): number =>
  goMissing[i] ? NaN : need.low[i] - retained[i];

/** How much of the need the collector has no effect on, where that is most of it. */
export function outsideEvidence(
  context: Context,
  instance: CompositionInstance,
  i: number,
  outside: number
): Evidence[] {
  const { composition } = context;
  if (!(outside >= mostlyOutside * composition.need.low[i])) {
    return [];
  }
  const queries = context.queries(instance);
  return [
    shows(
      message('oom-risk.outside', { size: bytes(outside), share: ratio(outside / composition.need.low[i]) }),
      () =>
        several({
          'outside of Go': queries.quantity('offHeap'),
          share: `${queries.quantity('offHeap')} / ${queries.quantity('needLow')}`,
        }),
      composition.time[i]
    ),
  ];
}

/** Kills in the range, or before it, show what the need leads to. */
export function killEvidence({ composition, kills, queries }: Context, index: number): Evidence[] {
  if (kills.slice(0, index + 1).some((kill) => kill !== null)) {
    return [];
  }
  return wasKilledBefore(composition)
    ? [shows(message('oom-risk.killed-before'), () => queries().selector('terminatedReason', 'reason="OOMKilled"'))]
    : [];
}

/** Whether Go knows of the limit. */
export function goMemLimitEvidence(context: Context, instance: CompositionInstance, i: number): Evidence[] {
  const { composition, series } = context;
  const queries = context.queries(instance);
  if (!series.goMemLimit) {
    return [];
  }
  const promql = () => queries.selector('goMemLimit');
  const own = composition.goMemLimit[i];
  if (Number.isNaN(own)) {
    return [shows(message('oom-risk.no-gomemlimit'), promql)];
  }
  return own > composition.limit[i]
    ? [
        shows(message('oom-risk.gomemlimit-above', { own: bytes(own), limit: bytes(composition.limit[i]) }), () =>
          several({ GOMEMLIMIT: queries.one('goMemLimit'), limit: queries.quantity('limit') })
        ),
      ]
    : hasRoom(context, instance, i)
      ? [shows(message('oom-risk.gomemlimit', { own: bytes(own) }), promql)]
      : [
          shows(
            message('oom-risk.gomemlimit-no-room', {
              own: bytes(own),
              outside: bytes(besideGo(context, instance)[i]),
              limit: bytes(composition.limit[i]),
            }),
            () => several({ GOMEMLIMIT: queries.one('goMemLimit'), 'outside of Go': queries.quantity('offHeap') })
          ),
        ];
}

/** A limit counts as changed from so many times its value on. */
export const changedLimit = 1.05;

/** That the limit was higher before: in place, or with a restart; what was needed may be the same. */
export function loweredEvidence(
  { composition, queries }: Context,
  instance: CompositionInstance,
  i: number
): Evidence[] {
  const { limit, time } = composition;
  let k = i;
  while (k >= 0 && !(limit[k] >= changedLimit * limit[i])) {
    k--;
  }
  return k < 0
    ? []
    : [
        shows(
          message('oom-risk.limit-lowered', { before: bytes(limit[k]), limit: bytes(limit[i]), at: when(time[k + 1]) }),
          () => queries(instance).quantity('limit')
        ),
      ];
}

/**
 * When a need, or what may be one, would reach the limit at its present pace, if it has one: its peaks do first.
 */
export function timeToLimit(
  context: Context,
  instance: CompositionInstance,
  needed: Float64Array,
  isCertain: boolean
): Evidence[] {
  const { composition, settings } = context;
  const { start, end } = instance;
  const limit = composition.limit[end - 1];
  const growth = riseOf(composition.time, needed, instance, {
    pick: 'low',
    bytes: 0.05 * (limit || Infinity),
    duration: settings.durations.growth,
  });
  const left = limit - peakIn(needed, end - Math.ceil(presentShare * (end - start)), end - 1).value;
  const quantity = needed === composition.need.low ? 'needLow' : 'correctedWorkingSet';
  return growth && growth.continues && left > 0 && growth.rateAtEnd > 0
    ? [
        shows(
          message(isCertain ? 'oom-risk.time' : 'oom-risk.time-possible', {
            left: duration((left / growth.rateAtEnd) * 1000),
          }),
          () =>
            `predict_linear((${context.queries(instance).quantity(quantity)})[1h:${Math.max(60, Math.round(context.step / 1000))}s], 3600)`
        ),
      ]
    : [];
}

/** The need at the most, without the pages of files on the active list. */
const withoutFiles: Formula = max(
  { quantity: 'needLow' },
  minus<Quantity>({ quantity: 'correctedWorkingSet' }, min({ quantity: 'heldCache' }, 'activeFile'))
);

/**
 * What cannot be given back, between its bounds where these differ, and the limit; `needed` bytes of it where garbage
 * is left out.
 */
export function needEvidence(context: Context, instance: CompositionInstance, i: number, needed = NaN): Evidence[] {
  const { need, limit } = context.composition;
  if (!Number.isFinite(need.low[i] + need.high[i])) {
    return [];
  }
  const files = activeCacheOf(context.composition);
  const high = Math.max(need.low[i], need.high[i] - (files?.[i] || 0));
  const queries = context.queries(instance);
  const values = { low: bytes(need.low[i]), high: bytes(high), limit: bytes(limit[i]) };
  const isExact = high - need.low[i] < MiB;
  const said = needed < need.low[i] - MiB ? '-with-garbage' : isExact ? '-exactly' : '';
  return [
    shows(
      message(`oom-risk.need${said}`, values),
      () =>
        several({
          'at least': queries.quantity('needLow'),
          'at most': files ? queries.formula(withoutFiles) : queries.quantity('correctedWorkingSet'),
          limit: queries.quantity('limit'),
        }),
      context.composition.time[i]
    ),
  ];
}

/** What the kernel moved out of the way so far. */
export const swapEvidence = (context: Context, instance: CompositionInstance, swapped: number): Evidence[] =>
  swapped > 0
    ? [shows(message('oom-risk.swap', { swap: bytes(swapped) }), () => context.queries(instance).one('swap'))]
    : [];
