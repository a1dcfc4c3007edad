import { bytesOfLayer } from '../../composition/layers';
import type { Composition, CompositionInstance } from '../../composition/types';
import { oncePer } from '../../metrics/oncePer';
import type { Context } from '../context';
import { count, message, ratio, shows } from '../text';
import type { Evidence } from '../types';
import { rateIn } from './counters';
import type { Span } from './spans';

/** Waiting for memory for this share of the time is felt; below `calm` it is not. */
const felt = 0.05;
const calm = 0.005;
/** Major page faults per second from which on a program reads its own pages again and again. */
const manyFaults = 10;

/** What memory pressure is told by. */
interface Pressed {
  time: Float64Array;
  series: Context['series'];
}

/** Share of the time between two samples in which something waited for memory; NaN where no series tells. */
const waitingIn = ({ time, series }: Pressed, { first, last }: Span): number =>
  series.pressureWaiting ? rateIn(time, series.pressureWaiting, first, last) : NaN;

/** The same where that is felt, else null: cache that is taken back is read again, and is needed. */
export function feltPressure(pressed: Pressed, span: Span): number | null {
  const waiting = waitingIn(pressed, span);
  return waiting >= felt ? waiting : null;
}

/**
 * Pages of files on the active list, as far as a series tells them from tmpfs; none where the container waits for
 * memory: there they are read again as soon as they are taken back.
 */
export const activeCacheOf = oncePer((composition: Composition): Float64Array | undefined => {
  const { time, workload } = composition;
  if (!workload.series.activeFile) {
    // Asking for a layer composes all of them.
    return undefined;
  }
  const waiting = feltPressure({ time, series: workload.series }, { first: 0, last: time.length - 1 });
  return waiting === null ? bytesOfLayer(composition, 'active-page-cache') : undefined;
});

/** What a container may need, bytes on the grid: without the pages of files that are known to be such. */
export const needWithoutFiles = oncePer((composition: Composition): Float64Array => {
  const active = activeCacheOf(composition);
  const { correctedWorkingSet } = composition;
  return active ? correctedWorkingSet.map((bytes, i) => bytes - (active[i] || 0)) : correctedWorkingSet;
});

/**
 * Whether taking memory back hurts: pressure stall information (`some` of memory.pressure: the share of time in which
 * at least one task waited for memory; Documentation/accounting/psi.rst), major page faults, and how often usage ran
 * into the limit, or into what slows it down (`max` and `high` of memory.events;
 * Documentation/admin-guide/cgroup-v2.rst). Only where the series exist.
 */
export function pressureEvidence(context: Context, instance: CompositionInstance, { first, last }: Span): Evidence[] {
  const { composition, series } = context;
  const queries = context.queries(instance);
  const { time } = composition;
  const evidence: Evidence[] = [];
  const waiting = waitingIn({ time, series }, { first, last });
  if (waiting >= felt || waiting < calm) {
    evidence.push(
      shows(
        message(waiting >= felt ? 'oom-risk.pressure' : 'oom-risk.calm', { share: ratio(waiting) }),
        () => `rate(${queries.selector('pressureWaiting')}[5m])`
      )
    );
  }
  const faults = series.majorFaults ? rateIn(time, series.majorFaults, first, last) : NaN;
  if (faults >= manyFaults) {
    evidence.push(
      shows(
        message('oom-risk.faults', { rate: count(Math.round(faults)) }),
        () => `max(rate(${queries.selector('majorFaults')}[5m]))`
      )
    );
  }
  const seconds = Math.max(60, Math.round((time[last] - time[first]) / 1000));
  for (const [role, id] of [
    ['limitHits', 'oom-risk.hits'],
    ['slowed', 'oom-risk.slowed'],
  ] as const) {
    const counter = series[role];
    const times = counter ? counter[last] - counter[first] : NaN;
    if (times >= 1) {
      const promql = () => `increase(${queries.selector(role)}[${seconds}s])`;
      evidence.push(shows(message(id, { count: count(Math.round(times)) }), promql, time[last]));
    }
  }
  return evidence;
}
