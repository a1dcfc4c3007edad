import { mustBeSound } from '../tests/fixtures/arbitrary/invariants';
import { anyText } from '../tests/fixtures/arbitrary/responses';
import { frozen, holds } from '../tests/fixtures/arbitrary/check';
import { prepare } from '../src/prepare';
import { framesOf, lackOf } from './prometheus';
import { answersOfText } from './read';
import { report } from './report';

/** What a step gives, or null where it refuses its input in one line. */
function orTold<T>(step: () => T): T | null {
  try {
    return step();
  } catch (error) {
    if (!(error instanceof Error) || error.constructor !== Error || error.message.includes('\n')) {
      throw error;
    }
    return null;
  }
}

describe('files of any content', () => {
  it('are read soundly, or refused in one line', () =>
    holds(0.15, anyText, (text) => {
      for (const answer of frozen(orTold(() => answersOfText(text, 'answer.json'))) ?? []) {
        const frames = orTold(() => framesOf(answer));
        if (frames) {
          const model = prepare(frames);
          mustBeSound(model);
          JSON.parse(JSON.stringify(report(model, true)));
          lackOf(answer);
        }
      }
    }));
});
