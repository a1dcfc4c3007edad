import type { Role } from '../metrics/roles';
import type { Group } from './groups';
import { endOf, lowerBound } from './lookup';

/** Resident memory of a process and of its container differ by mapped files; further apart it is another process. */
const closeEnough = 0.2;

/** A process that has so many times more than its container is charged for is in another one. */
const tooMany = 2;

/** A process with less of its container's anonymous memory is not what mainly runs there. */
export const leastOfMain = 0.5;

/** With so little of it, it is not of that container at all, as far as no label says so. */
const leastShare = 0.1;

export const onlyOne = <T>(all: readonly T[]): T | null => (all.length === 1 ? all[0] : null);

/** How a size of a group is read off its samples of a role. */
type Reading = (group: Group, role: Role) => number;

/** What Go keeps, bytes: `sys - heapReleased`. */
const keptBy = (group: Group, of: Reading): number => of(group, 'sys') - of(group, 'heapReleased');

/** What a process has of its own, bytes: what is resident of it, else what Go keeps. */
const ownOf = (group: Group, of: Reading): number => {
  const resident = of(group, 'processRss');
  return Number.isNaN(resident) ? keptBy(group, of) : resident;
};

/** What a container is charged for, bytes: at least all anonymous memory in it; NaN where nothing tells. */
function chargedTo(container: Group, of: Reading): number {
  const usage = of(container, 'usage');
  return Number.isNaN(usage) ? of(container, 'rss') + of(container, 'cache') : usage;
}

/** The same, else working set, which leaves out what Go takes back into use after it freed it lazily (§0.2). */
function seemsCharged(container: Group, of: Reading): number {
  const charged = chargedTo(container, of);
  return Number.isNaN(charged) ? of(container, 'workingSet') : charged;
}

/**
 * Whether a process is too large for a container at its peak. What it has resident and Go keeps is charged where it
 * runs, while files that it maps need not be, nor a ballast that it never touched: both together prove it, one says
 * that it may be. The peak is of all lives: a container that is gone is repeated beside the next one. While nothing
 * tells of the container, a process may grow as it likes.
 */
export function excessOver(container: Group, group: Group): 'proven' | 'may-be' | null {
  if (!(keptBy(group, middleOf) > tooMany * seemsCharged(container, middleOf))) {
    return null;
  }
  const span = spanOf(container);
  const meanwhile: Reading = (one, role) => typical(one, role, span);
  const [kept, resident] = [keptBy(group, meanwhile), meanwhile(group, 'processRss')];
  const least = tooMany * seemsCharged(container, most);
  if (!(kept > least) || resident <= least) {
    return null;
  }
  return Math.min(kept, resident) > tooMany * chargedTo(container, most) ? 'proven' : 'may-be';
}

/** What a process has over the anonymous memory of a container; NaN where one is not known. */
export const shareOf = (group: Group, container: Group): number => {
  const share = (of: Reading) => ownOf(group, of) / of(container, 'rss');
  const atOnce = share(middleOf);
  return atOnce < leastOfMain ? share(typical) : atOnce;
};

/** True where most of a container is of other processes, and no label says that the group's runs in it. */
export const isOfAnother = (group: Group, container: Group): boolean =>
  !group.identity.container && container.identity.container !== '' && shareOf(group, container) < leastShare;

/**
 * True where the size of a process does not say that it is not in a container which no label of it names. What is
 * resident of it holds all that a program has, what Go keeps may be a part of that.
 */
export function mayBeIn(group: Group, container: Group): boolean {
  const least = Number.isNaN(middleOf(group, 'processRss')) ? leastShare : leastOfMain;
  return excessOver(container, group) === null && !(shareOf(group, container) < least);
}

/**
 * The only container that holds what a process has: its anonymous memory is at least what Go keeps, and at most what
 * the process has resident with the files that it maps, as far as nothing else runs in it.
 */
export function fitsOneOf(group: Group, containers: readonly Group[]): Group | null {
  const kept = keptBy(group, typical);
  const most = (1 + closeEnough) * typical(group, 'processRss');
  const holds = (container: Group) => {
    const rss = typical(container, 'rss');
    return rss >= (1 - closeEnough) * kept && rss <= most;
  };
  return bestFit(group, containers) ?? onlyOne(containers.filter(holds));
}

/** The only container whose anonymous memory, or working set where that is all there is, is that of the process. */
export function bestFit(group: Group, containers: readonly Group[]): Group | null {
  const own = ownOf(group, typical);
  const sizeOf = (container: Group) => {
    const rss = typical(container, 'rss');
    return Number.isNaN(rss) ? typical(container, 'workingSet') : rss;
  };
  return onlyOne(containers.filter((container) => Math.abs(sizeOf(container) - own) <= closeEnough * own));
}

/** Times of the first and the last sample, ms. */
interface Span {
  from: number;
  to: number;
}

const spanOf = ({ series }: Group): Span => ({
  from: series.reduce((first, { times }) => Math.min(first, times[0]), Infinity),
  to: series.reduce((last, one) => Math.max(last, endOf(one)), -Infinity),
});

const ever: Span = { from: -Infinity, to: Infinity };

/** Median of the samples of a role in a group, within a span, bytes; NaN where there are none. */
export function typical({ series }: Group, role: Role, { from, to } = ever): number {
  const values = series
    .filter((one) => one.role === role)
    .map((one) => one.values.subarray(lowerBound(one.times, from), lowerBound(one.times, to + 1)));
  const all = Float64Array.from(values.flatMap((one) => Array.from(one))).sort();
  return all[all.length >> 1] ?? NaN;
}

/** The largest sample of a role in a group, bytes; NaN where it has none. */
function most({ series }: Group, role: Role): number {
  let peak = NaN;
  for (const { values } of series.filter((one) => one.role === role)) {
    peak = values.reduce((largest, value) => (value > largest || Number.isNaN(largest) ? value : largest), peak);
  }
  return peak;
}

/** The largest sample that stands in the middle of a series of a role, bytes; NaN where the group has none. */
function middleOf({ series }: Group, role: Role): number {
  let largest = NaN;
  for (const one of series) {
    if (one.role === role) {
      const middle = one.values[one.values.length >> 1];
      largest = middle <= largest ? largest : middle;
    }
  }
  return largest;
}
