import { compose } from './composition/compose';
import { diagnose } from './diagnosis/diagnose';
import type { DiagnoseOptions } from './diagnosis/options';
import type { QueryName } from './metrics/queries';
import { isOfProcess } from './metrics/roles';
import { recognise } from './metrics/recognise';
import type { InputFrame, Series } from './metrics/types';
import { gather, type GatherOptions } from './workloads/gather';
import type { Missing, Model } from './model';

export interface PrepareOptions extends GatherOptions, DiagnoseOptions {}

/**
 * The one way from data frames to everything the views show: recognise, gather, compose, diagnose. Feeds the panel,
 * the command line, the tests and the benchmark alike. Pure: frames are only read, and nothing is thrown on their
 * content. `Missing` says why there is nothing to draw and which of the recommended queries would help.
 */
export function prepare(frames: readonly InputFrame[], options: PrepareOptions = {}): Model | Missing {
  const { series, problems } = recognise(frames);
  if (series.length === 0) {
    const hasNumbers = frames.some(({ fields }) =>
      fields.some(({ type, values }) => type === 'number' && Array.from(values).some(isSample))
    );
    return {
      kind: 'missing',
      reason: hasNumbers ? 'nothing-recognised' : 'no-data',
      problems,
      queries: ['container', 'go'],
    };
  }
  const gathered = gather(series, options);
  const allProblems = [...problems, ...gathered.problems];
  const compositions = gathered.workloads.map(compose).filter(({ samples }) => samples > 0);
  if (compositions.length === 0) {
    return { kind: 'missing', reason: 'no-workload', problems: allProblems, queries: missingQueries(series) };
  }
  const findings = diagnose(compositions, options);
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
