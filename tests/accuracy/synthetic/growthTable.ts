import type { Finding } from '../../../src/diagnosis/types';
import { prepare } from '../../../src/prepare';
import { seeded } from '../../fixtures/frames';
import { growthScenes, type GrowthScene } from './growthScenes';
import { framesOfScene } from './world';

/** How often a growth is told of one kind of series. */
export interface GrowthRow {
  name: string;
  isGrowth: boolean;
  cases: number;
  warned: number;
  /** As information only. */
  told: number;
}

const isGrowth = ({ id }: Finding): boolean => id.endsWith('-growth');

/** Runs `count` seeded cases of one kind with production durations. */
export function measureGrowth(kind: GrowthScene, count: number, seed = 1): GrowthRow {
  let warned = 0;
  let told = 0;
  for (let k = 0; k < count; k++) {
    const random = seeded(seed * 70_001 + k * 131 + kind.name.length * 7);
    const model = prepare(framesOfScene(kind.build(random)));
    const findings = model.kind === 'model' ? model.workloads.flatMap((workload) => workload.findings) : [];
    const growths = findings.filter((finding) => (kind.truth ? finding.id === kind.truth : isGrowth(finding)));
    warned += growths.some(({ severity }) => severity !== 'info') ? 1 : 0;
    told += growths.length > 0 && growths.every(({ severity }) => severity === 'info') ? 1 : 0;
  }
  return { name: kind.name, isGrowth: kind.truth !== null, cases: count, warned, told };
}

/** The table of docs/growth.md. */
export const growthRows = (count: number): GrowthRow[] => growthScenes.map((kind) => measureGrowth(kind, count));
