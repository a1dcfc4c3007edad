import type { InputFrame } from '../../../src/metrics/types';
import type { RightAnswer } from '../reported';
import type { Group } from '../series';
import type { Random } from '../synthetic/building';
import type { Scene } from '../synthetic/world';

/** A kind of setup or cause with known truth, in many variants. */
export interface Kind {
  /** Its number in the table. */
  number: number;
  name: string;
  /** The right answer; every other warning is false, unless `allowed`. */
  truth: Omit<RightAnswer, 'why'>;
  /** Findings that are true as well, or may be, at warning or worse. */
  allowed?: readonly string[];
  /** Series without which the truth can't be told: no degradation drops them. */
  needs: readonly Group[];
  /** Labels that no degradation drops. */
  keeps?: readonly string[];
  /** What happened lasted a few samples: no degradation drops samples. */
  isFine?: boolean;
  build(random: Random): Scene;
  /** Names and labels as this setup has them. */
  dress?(frames: InputFrame[], random: Random): InputFrame[];
}
