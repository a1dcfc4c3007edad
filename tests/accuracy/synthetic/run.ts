import { prepare } from '../../../src/prepare';
import { seeded } from '../../fixtures/frames';
import { causes, type Cause } from './causes';
import { framesOfScene } from './world';

export interface CauseResult {
  name: string;
  cases: number;
  /** Share of expected findings that were found. */
  recall: number;
  /** Cases in which something was said that is not true, at warning or worse, or that must not be said at all. */
  accused: string[];
  missed: string[];
}

/** Runs `count` seeded cases of one cause with production durations. */
export function runCause(cause: Cause, count: number, seed = 1): CauseResult {
  let expected = 0;
  const missed: string[] = [];
  const accused: string[] = [];
  for (let k = 0; k < count; k++) {
    const random = seeded(seed * 100_003 + k * 97 + cause.name.length * 13);
    const scene = cause.build(random);
    const model = prepare(framesOfScene(scene));
    const findings = model.kind === 'model' ? model.workloads.flatMap((workload) => workload.findings) : [];
    const label = `${cause.name} #${k} (${scene.span / 3600} h, step ${scene.step} s)`;
    for (const id of cause.expected) {
      expected++;
      if (!findings.some((finding) => finding.id === id && !(cause.warned && finding.severity === 'info'))) {
        missed.push(`${label}: ${id}`);
      }
    }
    for (const { id, severity } of findings) {
      const isTrue = cause.expected.includes(id) || cause.allowed.includes(id);
      if (cause.unsaid?.includes(id) || (severity !== 'info' && !isTrue)) {
        accused.push(`${label}: ${id}`);
      }
    }
  }
  return {
    name: cause.name,
    cases: count,
    recall: expected === 0 ? 1 : 1 - missed.length / expected,
    accused: [...new Set(accused)],
    missed,
  };
}

/** Runs all causes. */
export const runAllCauses = (count: number, seed = 1): CauseResult[] =>
  causes.map((cause) => runCause(cause, count, seed));
