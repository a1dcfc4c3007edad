import type { Composition } from './composition/types';
import type { Finding } from './diagnosis/types';
import type { Problem } from './metrics/types';
import type { QueryName } from './metrics/queries';
import type { Workload } from './workloads/types';

export interface WorkloadModel {
  workload: Workload;
  composition: Composition;
  /** Worst first. */
  findings: Finding[];
}

/** Everything the views show. */
export interface Model {
  kind: 'model';
  /** In order of name. */
  workloads: WorkloadModel[];
  problems: Problem[];
}

/** Nothing to draw: why, and which of the recommended queries would help. */
export interface Missing {
  kind: 'missing';
  reason: 'no-data' | 'nothing-recognised' | 'no-workload';
  problems: Problem[];
  queries: QueryName[];
}
