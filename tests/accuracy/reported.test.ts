import { answerOf, reportedCases, rightAnswer, tell, wrongIn } from './reported';
import { keptOf, pageOf } from './said';

describe('reported cases', () => {
  it.each(reportedCases())('%s gets the right answer, in the words and numbers of said.md', (name) => {
    const told = tell(name);
    expect(wrongIn(answerOf(told), rightAnswer(name))).toEqual([]);
    // Where it shall be otherwise: npm run generate, and read what changed.
    expect(pageOf(name, told)).toBe(keptOf(name));
  });
});
