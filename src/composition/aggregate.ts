import { medianOfKnown } from '../metrics/median';
import { orElse } from './columns';
import { bytesOfLayer, layerTable } from './layers';
import { sharedGrid, type SharedGrid } from './sharedGrid';
import type { Composition, Layer, LayerClass } from './types';
import { versionRuns } from './versionRuns';

/**
 * What stands for many workloads: their sum; the typical one, in medians; or at each time the one that needs most.
 */
export type Aggregation = 'sum' | 'typical' | 'worst';

/** A composition made of many, and what it is made of. */
export interface Aggregate {
  composition: Composition;
  /** Workloads in it at each time. */
  counts: Uint32Array;
  /** For each time the index of the workload that stands for all; only for `worst`, else -1. */
  worst: Int32Array;
}

/** Columns of a composition beside its layers, which are aggregated like them. */
const columns = [
  'workingSet',
  'correctedWorkingSet',
  'retained',
  'rss',
  'limit',
  'request',
  'goMemLimit',
  'processRss',
] as const;
type ColumnName = (typeof columns)[number];

/**
 * Many compositions as one, each composed on its own before. They are put on a grid of their largest step, each by its
 * last sample in every interval, so that a sum is never over one workload twice or over mixed times; where a workload
 * has no sample it is not in it, and `counts` says so. The layers still add up to usage exactly. Null of nothing.
 */
export function aggregate(members: readonly Composition[], how: Aggregation, name: string): Aggregate | null {
  const grid = sharedGrid(members);
  if (grid === null) {
    return null;
  }
  const worst = new Int32Array(grid.time.length).fill(-1);
  if (how === 'worst') {
    grid.time.forEach((_, k) => (worst[k] = neediest(members, grid, k)));
  }
  const column: ColumnOf = (of, missing = NaN) => combine(members.map(of), missing, { grid, worst, how });
  const layers = layersOf(members, column);
  if (how === 'typical') {
    fitToUsage(
      layers,
      column(({ usage }) => usage)
    );
  }
  return { composition: assemble(members, grid, layers, { column, name }), counts: grid.counts, worst };
}

/** Aggregates one column of all members; `missing` stands for the values of members that have no such column. */
type ColumnOf = (of: (member: Composition) => Float64Array | undefined, missing?: number) => Float64Array;

interface Way {
  grid: SharedGrid;
  worst: Int32Array;
  how: Aggregation;
}

/** NaN as soon as one of the values is not known: a sum over some would be taken for that of all. */
function combine(
  sources: ReadonlyArray<Float64Array | undefined>,
  missing: number,
  { grid: { index, counts }, worst, how }: Way
): Float64Array {
  const at = (m: number, k: number): number => sources[m]?.[index[m][k]] ?? missing;
  if (how === 'worst') {
    return Float64Array.from(worst, at);
  }
  const values = new Float64Array(sources.length);
  return Float64Array.from(counts, (_, k) => {
    let count = 0;
    let sum = 0;
    for (let m = 0; m < sources.length; m++) {
      if (index[m][k] >= 0) {
        values[count++] = at(m, k);
        sum += values[count - 1];
      }
    }
    return how === 'sum' || Number.isNaN(sum) ? sum : medianOfKnown(values.subarray(0, count));
  });
}

/** The member that needs most at a time: by its corrected working set, where that is not known by its usage. */
function neediest(members: readonly Composition[], { index }: SharedGrid, k: number): number {
  let best = -1;
  let most = -Infinity;
  members.forEach(({ correctedWorkingSet, usage }, m) => {
    const i = index[m][k];
    const bytes = orElse(correctedWorkingSet[i], usage[i]);
    if (i >= 0 && bytes > most) {
      [best, most] = [m, bytes];
    }
  });
  return best;
}

/** All layers that any member has; a member without one has no byte of it. */
const layersOf = (members: readonly Composition[], column: ColumnOf): Layer[] =>
  layerTable
    .filter(({ id }) => members.some((member) => bytesOfLayer(member, id)))
    .map(({ id }) => ({ id, values: column((member) => bytesOfLayer(member, id), 0) }));

/** Medians of layers need not add up to the median of usage: all are scaled by the same factor so that they do. */
function fitToUsage(layers: readonly Layer[], usage: Float64Array): void {
  usage.forEach((bytes, k) => {
    const sum = layers.reduce((total, { values }) => total + values[k], 0);
    layers.forEach(({ values }) => (values[k] *= sum > 0 ? bytes / sum : 1));
  });
}

/** The whole composition around its layers: usage is what they add up to, need and lazily freed follow from classes. */
function assemble(
  members: readonly Composition[],
  grid: SharedGrid,
  layers: Layer[],
  { column, name }: { column: ColumnOf; name: string }
): Composition {
  const { time } = grid;
  const none = () => new Float64Array(time.length).fill(NaN);
  const sumOf = (classes: readonly LayerClass[]) => sumOfClasses(layers, classes, time.length);
  const of = Object.fromEntries(columns.map((id) => [id, column((member) => member[id])])) as Record<
    ColumnName,
    Float64Array
  >;
  const held = sumOf(['needed', 'undecided']);
  const lazily = (part: 'estimate' | 'floor' | 'ceiling') => column(({ lazilyFreed }) => lazilyFreed[part]);
  const instances = versionRuns(members, grid);
  const [first] = members;
  return {
    workload: {
      ...first.workload,
      key: name,
      name,
      labels: {},
      time,
      step: grid.step,
      series: {},
      instances,
      terminations: [],
    },
    base: first.base,
    time,
    layers,
    most: { other: Infinity, outside: Infinity },
    // The grid has the times at which somebody is drawn.
    drawn: new Uint8Array(time.length).fill(1),
    goMissing: new Uint8Array(time.length),
    usage: sumOf(['needed', 'undecided', 'reclaimable']),
    ...of,
    // The top edge of what is not reclaimable, as in every composition.
    correctedWorkingSet: of.correctedWorkingSet.map((bytes, k) => (Number.isNaN(bytes) ? NaN : held[k])),
    need: { low: sumOf(['needed']), high: held },
    lazilyFreed: { estimate: lazily('estimate'), floor: lazily('floor'), ceiling: lazily('ceiling') },
    fileListExcess: none(),
    notResident: new Float64Array(time.length),
    nextGc: none(),
    instances,
    samples: time.length,
  };
}

const layerClasses = new Map(layerTable.map((row) => [row.id, row.class]));

function sumOfClasses(layers: readonly Layer[], classes: readonly LayerClass[], length: number): Float64Array {
  const sums = new Float64Array(length);
  for (const { id, values } of layers) {
    if (classes.some((one) => one === layerClasses.get(id))) {
      values.forEach((bytes, k) => (sums[k] += bytes));
    }
  }
  return sums;
}
