import { compose } from './composition/compose';
import type { Composition } from './composition/types';
import { diagnose, KnownFindings } from './diagnosis/diagnose';
import type { DiagnoseOptions } from './diagnosis/options';
import type { QueryName } from './metrics/queries';
import { isOfProcess } from './metrics/roles';
import { sameList } from './metrics/frameState';
import { KnownFrames, recognised, type FrameReading } from './metrics/recognise';
import type { InputFrame, Problem, Series } from './metrics/types';
import { gather, KnownWorkloads, type GatherOptions } from './workloads/gather';
import type { Workload } from './workloads/types';
import type { Missing, Model } from './model';

export interface PrepareOptions extends GatherOptions, DiagnoseOptions {}

/** What earlier answers leave: what did not change since is not computed again. It changes no answer. */
export class Memory {
  readonly frames = new KnownFrames();
  readonly workloads = new KnownWorkloads();
  readonly findings = new KnownFindings();
  private readonly compositions = new WeakMap<Workload, Composition>();
  private last: { readings: readonly FrameReading[]; options: string; answer: Model | Missing } | null = null;

  compose(workload: Workload): Composition {
    const known = this.compositions.get(workload) ?? compose(workload);
    this.compositions.set(workload, known);
    return known;
  }

  /** The last answer where neither frames nor options changed, else a new one. */
  answer(readings: readonly FrameReading[], options: string, compute: () => Model | Missing): Model | Missing {
    if (this.last?.options !== options || !sameList(this.last.readings, readings)) {
      this.last = { readings, options, answer: compute() };
    }
    return this.last.answer;
  }
}

/**
 * The one way from data frames to everything the views show: recognise, gather, compose, diagnose. Feeds the panel,
 * the command line, the tests and the benchmark alike. Pure: frames are only read, and nothing is thrown on their
 * content. `Missing` says why there is nothing to draw and which of the recommended queries would help. Grafana makes
 * new frames around the same values for every option and toggle: with the `memory` of the last call, what did not
 * change is neither read nor computed again, and is the same object.
 */
export function prepare(
  frames: readonly InputFrame[],
  options: PrepareOptions = {},
  memory = new Memory()
): Model | Missing {
  const readings = memory.frames.readAll(frames);
  return memory.answer(readings, JSON.stringify(options), () => {
    const { series, problems } = recognised(readings);
    return series.length === 0
      ? { kind: 'missing', reason: reasonOf(frames), problems, queries: ['container', 'go'] }
      : modelOf(series, problems, options, memory);
  });
}

function modelOf(
  series: readonly Series[],
  problems: readonly Problem[],
  options: PrepareOptions,
  memory: Memory
): Model | Missing {
  const gathered = gather(series, options, memory.workloads);
  const allProblems = [...problems, ...gathered.problems];
  const compositions = gathered.workloads
    .map((workload) => memory.compose(workload))
    .filter(({ samples }) => samples > 0);
  if (compositions.length === 0) {
    return { kind: 'missing', reason: 'no-workload', problems: allProblems, queries: missingQueries(series) };
  }
  const findings = diagnose(compositions, options, memory.findings);
  return {
    kind: 'model',
    workloads: compositions.map((composition, i) => ({
      workload: composition.workload,
      composition,
      findings: findings[i],
    })),
    problems: allProblems,
  };
}

function reasonOf(frames: readonly InputFrame[]): Missing['reason'] {
  const hasNumbers = frames.some(({ fields }) =>
    fields.some(({ type, values }) => type === 'number' && Array.from(values).some(isSample))
  );
  return hasNumbers ? 'nothing-recognised' : 'no-data';
}

/** A value that could be one of memory. */
const isSample = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value) && value >= 0;

function missingQueries(series: readonly Series[]): QueryName[] {
  const hasContainer = series.some(({ role }) => role === 'usage');
  const hasGo = series.some(({ role }) => isOfProcess(role));
  const queries: QueryName[] = [];
  if (!hasContainer) {
    queries.push('container');
  }
  if (!hasGo) {
    queries.push('go');
  }
  return queries.length > 0 ? queries : ['container', 'go'];
}
