import { seeded } from '../../tests/fixtures/frames';
import { evaluate } from '../metrics/expression';
import type { Role } from '../metrics/roles';
import type { Workload } from '../workloads/types';
import { compose } from './compose';
import { formulas, type Quantity } from './formulas';
import type { Composition } from './types';

const GiB = 1024 ** 3;
const samples = 40;

/**
 * Random accounts that are consistent: rss, cache and kernel are parts of usage, and so is what working set leaves
 * out.
 */
function accounts(random: () => number): Partial<Record<Role, number>> {
  const [rss, cache, kernel] = [GiB * random(), GiB * random(), GiB * random()];
  const lazy = random() < 0.5 ? 0 : rss * random();
  const [inactiveCache, shared] = [cache * random(), cache * random() * 0.2];
  const inactiveFile = lazy + Math.min(inactiveCache, cache - shared);
  const usage = rss + cache + kernel;
  const sys = GiB * random();
  const heapReleased = sys * random();
  const heapSys = heapReleased + (sys - heapReleased) * random();
  const heapInuse = (heapSys - heapReleased) * random();
  return {
    usage,
    workingSet: usage - inactiveFile,
    inactiveFile,
    activeFile: cache - shared - Math.min(inactiveCache, cache - shared),
    rss,
    cache,
    sys,
    heapReleased,
    heapSys,
    heapInuse,
    heapAlloc: heapInuse * random(),
    heapIdle: heapSys - heapInuse,
    stackSys: 0,
    limit: GiB * (1 + random()),
  };
}

/** Roles that may all be missing at once. */
const optional: ReadonlyArray<readonly Role[]> = [
  // Each of usage and working set is had from the other and the lists, before anything is composed.
  ['usage', 'inactiveFile', 'activeFile'],
  ['workingSet', 'inactiveFile', 'activeFile'],
  ['inactiveFile', 'activeFile'],
  ['rss', 'cache'],
  ['cache'],
  ['sys', 'heapReleased', 'heapSys', 'heapInuse', 'heapAlloc', 'heapIdle', 'stackSys'],
  ['heapReleased', 'heapIdle'],
  ['limit'],
];

function workloadOf(rows: ReadonlyArray<Partial<Record<Role, number>>>): Workload {
  const time = Float64Array.from(rows, (_, i) => i * 15_000);
  const roles = Object.keys(rows[0]) as Role[];
  const whole = { start: 0, end: rows.length, containerStart: NaN, processStart: NaN, runMatcher: null, image: null };
  return {
    key: 'a',
    name: 'a',
    labels: {},
    owner: null,
    ownerKey: null,
    time,
    step: 15_000,
    series: Object.fromEntries(roles.map((role) => [role, Float64Array.from(rows, (row) => row[role] ?? NaN)])),
    instances: [{ ...whole, goVersion: 'go1.15.15', isUnread: false }],
    selectors: { container: '', go: '' },
    metrics: {},
    terminations: [],
    refIds: {},
    tooLargeFor: NaN,
    mayCountTwice: false,
    isSum: false,
    meanOver: 0,
  };
}

/** What the composition says of a quantity at grid index `i`. */
const composed: Partial<Record<Quantity, (composition: Composition, i: number) => number>> = {
  retained: ({ retained }, i) => retained[i],
  excess: ({ fileListExcess }, i) => fileListExcess[i],
  lazilyFreed: ({ lazilyFreed }, i) => lazilyFreed.estimate[i],
  lazilyFreedFloor: ({ lazilyFreed }, i) => lazilyFreed.floor[i],
  lazilyFreedCeiling: ({ lazilyFreed }, i) => lazilyFreed.ceiling[i],
  needLow: ({ need }, i) => need.low[i],
  correctedWorkingSet: ({ correctedWorkingSet }, i) => correctedWorkingSet[i],
  offHeap: ({ layers }, i) => layers.find(({ id }) => id === 'off-heap')?.values[i] ?? 0,
  kernel: ({ layers }, i) => layers.find(({ id }) => id === 'kernel')?.values[i] ?? 0,
  limit: ({ limit }, i) => limit[i],
};

describe('the numeric composition', () => {
  it.each(Array.from({ length: 60 }, (_, seed) => seed))('computes the formulas on random accounts %i', (seed) => {
    const random = seeded(seed);
    const missing = seed === 0 ? [] : optional.filter(() => random() < 0.3).flat();
    const rows = Array.from({ length: samples }, () => {
      const known = Object.entries(accounts(random)).filter(([role]) => !missing.includes(role as Role));
      const isLost = random() < 0.1;
      return Object.fromEntries(known.map(([role, bytes]) => [role, isLost ? NaN : bytes]));
    });
    const composition = compose(workloadOf(rows));
    if (composition.instances.some(({ untouchedBallast }) => untouchedBallast)) {
      return;
    }
    const wrong: unknown[] = [];
    for (const [quantity, numeric] of Object.entries(composed)) {
      rows.forEach((row, i) => {
        const wanted = valueOf(row, { quantity: quantity as Quantity });
        const found = numeric(composition, i);
        if (
          Number.isFinite(wanted) &&
          Number.isFinite(found) &&
          !(quantity === 'needLow' && composition.notResident[i] > 0) &&
          Math.round(found - wanted) !== 0
        ) {
          wrong.push([quantity, i, found, wanted]);
        }
      });
    }
    expect(wrong).toEqual([]);
  });
});

const valueOf = (row: Partial<Record<Role, number>>, leaf: Role | { quantity: Quantity }): number =>
  typeof leaf === 'string' ? (row[leaf] ?? NaN) : evaluate(formulas[leaf.quantity], (part) => valueOf(row, part));
