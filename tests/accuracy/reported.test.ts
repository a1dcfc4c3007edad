import { answerTo, reportedCases, rightAnswer, wrongIn } from './reported';

describe('reported cases', () => {
  it.each(reportedCases())('%s', (name) => {
    expect(wrongIn(answerTo(name), rightAnswer(name))).toEqual([]);
  });
});
