import { isOfGo } from './composition/bases';
import { composeOnto } from './composition/compose';
import type { Composition } from './composition/types';
import { diagnoseInSteps, KnownFindings } from './diagnosis/diagnose';
import type { DiagnoseOptions } from './diagnosis/options';
import type { QueryName } from './metrics/queries';
import { isOfProcess } from './metrics/roles';
import { Blocks } from './metrics/blocks';
import { sameList } from './metrics/frameState';
import { atOnce, type Steps } from './metrics/steps';
import { KnownFrames, recognised, type FrameReading } from './metrics/recognise';
import { isOfThePast, type InputFrame, type Problem, type Series } from './metrics/types';
import { gatherInSteps, KnownWorkloads, type GatherOptions } from './workloads/gather';
import { compareText, fewOf } from './workloads/lookup';
import { oncePer } from './metrics/oncePer';
import type { Workload } from './workloads/types';
import type { Missing, Model } from './model';

export interface PrepareOptions extends GatherOptions, DiagnoseOptions {}

/** What earlier answers leave: what did not change since is not computed again. It changes no answer. */
export class Memory {
  readonly frames = new KnownFrames();
  readonly workloads = new KnownWorkloads();
  readonly findings = new KnownFindings();
  private readonly blocks = new Blocks();
  private last: { readings: readonly FrameReading[]; options: string; answer: Model | Missing } | null = null;

  readonly compose = oncePer((workload: Workload): Composition => composeOnto(workload, this.blocks));

  /** The last answer where neither frames nor options changed; null where one of them did. */
  lastAnswer(readings: readonly FrameReading[], options: string): Model | Missing | null {
    return this.last?.options === options && sameList(this.last.readings, readings) ? this.last.answer : null;
  }

  keep(readings: readonly FrameReading[], options: string, answer: Model | Missing): Model | Missing {
    this.last = { readings, options, answer };
    return answer;
  }
}

/**
 * The one way from data frames to everything the views show: recognise, gather, compose, diagnose. Feeds the panel,
 * the command line, the tests and the benchmark alike. Pure: frames are only read, and nothing is thrown on their
 * content. `Missing` says why there is nothing to draw and which of the recommended queries would help. Grafana makes
 * new frames around the same values for every option and toggle: with the `memory` of the last call, what did not
 * change is neither read nor computed again, and is the same object.
 */
export const prepare = (
  frames: readonly InputFrame[],
  options: PrepareOptions = {},
  memory = new Memory()
): Model | Missing => atOnce(prepareInSteps(frames, options, memory));

/** The same in steps of a frame or a workload, so that a page stays responsive beside a thousand workloads. */
export function* prepareInSteps(
  frames: readonly InputFrame[],
  options: PrepareOptions,
  memory: Memory
): Steps<Model | Missing> {
  // Under the labels of present series stand those of another time: they are no workloads, and never mixed with these.
  const present = frames.some(isOfThePast) ? frames.filter((frame) => !isOfThePast(frame)) : frames;
  const readings = yield* memory.frames.readAll(present);
  const asText = JSON.stringify(options);
  const last = memory.lastAnswer(readings, asText);
  if (last) {
    return last;
  }
  const { series, problems } = recognised(readings);
  const answer: Model | Missing =
    series.length === 0
      ? { kind: 'missing', reason: reasonOf(present), problems, queries: ['container', 'go'] }
      : yield* modelOf(series, problems, options, memory);
  return memory.keep(readings, asText, answer);
}

function* modelOf(
  series: readonly Series[],
  problems: readonly Problem[],
  options: PrepareOptions,
  memory: Memory
): Steps<Model | Missing> {
  const gathered = yield* gatherInSteps(series, options, memory.workloads);
  const allProblems = [...problems, ...gathered.problems];
  const compositions: Composition[] = [];
  const sizeless: string[] = [];
  for (const workload of gathered.workloads) {
    const composition = memory.compose(workload);
    if (composition.samples > 0) {
      compositions.push(composition);
    } else if (isOfGo(composition.base)) {
      sizeless.push(workload.name);
    }
    yield;
  }
  if (sizeless.length > 0) {
    allProblems.push({
      code: 'no-size',
      message: `No series tells how large ${fewOf(sizeless)} ${sizeless.length > 1 ? 'are' : 'is'}. ${querySize}`,
    });
  }
  allProblems.push(...limitProblems(compositions));
  if (compositions.length === 0) {
    if (allProblems.length === 0) {
      allProblems.push(nothingTellsSize(series));
    }
    return { kind: 'missing', reason: 'no-workload', problems: allProblems, queries: missingQueries(series) };
  }
  const findings = yield* diagnoseInSteps(compositions, options, memory.findings);
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

const querySize =
  'Query container memory, process_resident_memory_bytes or go_memstats_sys_bytes beside what is there.';

/** Says of known series that none of them tells how large anything is. */
function nothingTellsSize(series: readonly Series[]): Problem {
  const names = [...new Set(series.map(({ metric }) => metric))].sort(compareText);
  return {
    code: 'no-size',
    message: `No series tells how large a container or a process is: the result holds ${fewOf(names)} alone. ${querySize}`,
  };
}

/** Limits that cannot be those of their containers. */
function limitProblems(compositions: readonly Composition[]): Problem[] {
  const names = compositions.filter(({ isLimitRefused }) => isLimitRefused).map(({ workload }) => workload.name);
  return names.length > 0
    ? [
        {
          code: 'impossible-limit',
          message: `Usage is above the memory limit of ${fewOf(names)} most of the time, which the kernel allows for no container: the limit is in another unit than bytes, or of another container, and is left out. Query kube_pod_container_resource_limits{resource="memory"} as it is.`,
        },
      ]
    : [];
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
