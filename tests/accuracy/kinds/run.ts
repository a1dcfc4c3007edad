import type { InputFrame } from '../../../src/metrics/types';
import { report } from '../../../cli/report';
import { prepare } from '../../../src/prepare';
import { seeded } from '../../fixtures/frames';
import { wrongIn } from '../reported';
import { merged } from '../series';
import { pick } from '../synthetic/building';
import { framesOfScene } from '../synthetic/world';
import { contradictions } from './contradictions';
import { degradationsOf } from './degradations';
import type { Kind } from './kind';
import { wrongWords } from './words';

export interface Verdict {
  kind: Kind;
  variant: number;
  degradation: string;
  missed: string[];
  false: string[];
}

type Report = ReturnType<typeof report>;

const findingsOf = ({ workloads }: Report) => workloads.flatMap(({ findings }) => findings);

const sentencesOf = (answer: Report): string[] => [
  ...answer.problems.map(({ message }) => message),
  ...findingsOf(answer).flatMap(({ headline, evidence, advice }) => [
    headline,
    ...evidence.map(({ text }) => text),
    advice,
  ]),
];

const isMissed = (text: string) => /^(misses|does not|has no|fewer|\d+ workloads|the first|neither)/.test(text);

/** Warnings that the truth does not hold. */
function accused({ truth, allowed = [] }: Kind, answer: Report): string[] {
  const named = [...(truth.must ?? []), ...(truth.alarm ?? [])].flatMap((ids) => ids.split('|'));
  const wrong = findingsOf(answer).filter(
    ({ id, severity }) => severity !== 'info' && ![...named, ...allowed].includes(id)
  );
  return wrong.map(({ id, headline }) => `warns of ${id}: "${headline}"`);
}

/** What is wrong with the answer to frames that stand for a kind. */
function judge(kind: Kind, frames: readonly InputFrame[]): Pick<Verdict, 'missed' | 'false'> {
  const answer = report(prepare(frames), false);
  const wrong = wrongIn({ report: answer, refused: null }, { ...kind.truth, why: '' });
  return {
    missed: wrong.filter(isMissed),
    false: [
      ...new Set([
        ...wrong.filter((text) => !isMissed(text)),
        ...accused(kind, answer),
        ...contradictions(answer),
        ...wrongWords(sentencesOf(answer)),
      ]),
    ],
  };
}

const seedOf = (kind: Kind, variant: number): number =>
  Array.from(kind.name).reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 100_003, 7) * 1000 + variant * 97;

/** The frames of a variant of a kind: variant 0 has every series, the others are degraded. */
export function variantOf(kind: Kind, variant: number): { frames: InputFrame[]; degradation: string } {
  const random = seeded(seedOf(kind, variant));
  const scene = kind.build(random);
  const plain = merged(framesOfScene(scene));
  const possible = degradationsOf(kind);
  const degradation = variant === 0 ? possible[0] : pick(random, possible);
  const degraded = degradation.apply(plain, random, scene.step);
  return { frames: kind.dress ? kind.dress(degraded, random) : degraded, degradation: degradation.name };
}

/** Runs `count` variants of a kind. */
export const runKind = (kind: Kind, count: number, first = 0): Verdict[] =>
  Array.from({ length: count }, (_, k) => {
    const { frames, degradation } = variantOf(kind, first + k);
    return { kind, variant: first + k, degradation, ...judge(kind, frames) };
  });
