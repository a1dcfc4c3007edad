import type { Base } from '../../composition/bases';
import { drawnSamples } from '../../composition/drawn';
import type { Composition } from '../../composition/types';
import { latestOf } from '../../diagnosis/repeats';
import { median } from '../../diagnosis/signals/spans';
import type { Finding } from '../../diagnosis/types';
import { minute } from '../../metrics/units';

/** What is compared, in the order of the table. */
export const quantities = [
  'usage',
  'workingSet',
  'correctedWorkingSet',
  'rss',
  'liveHeap',
  'retained',
  'lazilyFreed',
  'headroom',
] as const;
export type Quantity = (typeof quantities)[number];

export interface ComparedWindow {
  /** First and last sample, ms. */
  from: number;
  to: number;
  samples: number;
}

export interface ComparisonRow {
  quantity: Quantity;
  /** Medians in bytes; NaN where no sample has a value. */
  before: number;
  after: number;
}

/** The numbers around a finding: before and after an upgrade, a kill or an onset, or at both ends of a growth. */
export interface Comparison {
  around: 'upgrade' | 'kill' | 'onset' | 'growth';
  /** Null where there are no samples before. */
  before: ComparedWindow | null;
  after: ComparedWindow;
  /** Name of the pod that had the version before the upgrade, where that is another pod. */
  beforeName: string | null;
  /** What usage stands for. */
  base: Base;
  /** Only quantities that are known on one side at least. */
  rows: ComparisonRow[];
}

const leastSteps = 5;
const longest = 30 * minute;

interface Side {
  composition: Composition;
  indices: number[];
}

/**
 * Medians of a window before and one after. `peers` are the other pods of the owner: in a rolling upgrade the numbers
 * before are those of a pod that has ended, or that still runs beside a canary. Of what repeats the latest is compared.
 */
export function compare(
  composition: Composition,
  found: Finding,
  peers: readonly Composition[] = []
): Comparison | null {
  const finding = latestOf(found);
  const { from, to, upgrade } = finding;
  if (finding.id === 'insufficient-data') {
    return null;
  }
  const around = aroundOf(finding);
  const window = Math.min(longest, Math.max(leastSteps * composition.workload.step, (to - from) / 4));
  const pivot = upgrade?.at ?? from;
  const after: Side = sideAfter(composition, around, finding, window);
  const afterWindow = windowOf(after);
  if (afterWindow === null) {
    return null;
  }
  const before =
    around === 'growth'
      ? side(composition, from, Math.min(from + window, to - window))
      : around === 'kill'
        ? side(composition, from - window, from + 1)
        : sideBefore([composition, ...peers], pivot, window, upgrade);
  const { base } = after.composition;
  const rows = quantities
    .filter((quantity) => quantity !== 'usage' || !isRowOfItsOwn(base))
    .map((quantity) => ({ quantity, before: medianOf(before, quantity), after: medianOf(after, quantity) }))
    .filter((row) => Number.isFinite(row.before) || Number.isFinite(row.after));
  return {
    around,
    before: windowOf(before),
    after: afterWindow,
    base,
    beforeName: before.composition === composition ? null : before.composition.workload.name,
    rows,
  };
}

/** What the layers add up to is another row of the table. */
const isRowOfItsOwn = (base: Base): boolean => base === 'working-set' || base === 'rss' || base === 'retained';

function aroundOf({ id, upgrade }: Finding): Comparison['around'] {
  return upgrade ? 'upgrade' : id === 'oom-killed' ? 'kill' : id.endsWith('-growth') ? 'growth' : 'onset';
}

function sideAfter(
  composition: Composition,
  around: Comparison['around'],
  { from, to }: Finding,
  window: number
): Side {
  switch (around) {
    case 'growth':
      return side(composition, to - window, to + 1);
    case 'kill':
      return side(composition, to, to + window);
    default:
      return side(composition, from, from + window);
  }
}

/**
 * The last samples before the pivot, of the first composition; where it had not begun, of another pod that ran the
 * version before the upgrade.
 */
function sideBefore(
  [composition, ...peers]: readonly Composition[],
  pivot: number,
  window: number,
  upgrade: Finding['upgrade']
): Side {
  const own = side(composition, pivot - window, pivot);
  if (own.indices.length > 0 || !upgrade) {
    return own;
  }
  const old = peers.filter(({ instances }) => instances.some(({ goVersion }) => goVersion === upgrade.from));
  const ended = old.find(
    ({ instances }) => instances.length > 0 && instances[instances.length - 1].to < pivot + window
  );
  const candidates = [
    ...(ended ? [side(ended, pivot - window, pivot)] : []),
    ...old.map((peer) => side(peer, pivot - window, pivot)),
    // Where the range begins with the canary, the stable pods beside it stand for the time before.
    ...old.map((peer) => side(peer, pivot, pivot + window)),
  ];
  return candidates.find(({ indices }) => indices.length > 0) ?? own;
}

function side(composition: Composition, from: number, to: number): Side {
  const { time } = composition;
  return { composition, indices: drawnSamples(composition).filter((i) => time[i] >= from && time[i] < to) };
}

function windowOf({ composition, indices }: Side): ComparedWindow | null {
  return indices.length === 0
    ? null
    : {
        from: composition.time[indices[0]],
        to: composition.time[indices[indices.length - 1]],
        samples: indices.length,
      };
}

const medianOf = ({ composition, indices }: Side, quantity: Quantity): number =>
  median(indices.map((i) => valueOf(composition, quantity, i)));

/** A quantity at one sample, bytes. */
export function valueOf(composition: Composition, quantity: Quantity, i: number): number {
  const { series } = composition.workload;
  switch (quantity) {
    case 'liveHeap':
      return (series.heapLive ?? series.heapAlloc)?.[i] ?? NaN;
    case 'lazilyFreed':
      return composition.lazilyFreed.estimate[i];
    case 'headroom':
      return composition.limit[i] - composition.correctedWorkingSet[i];
    default:
      return composition[quantity][i];
  }
}
