import { findingWords } from './sources';
import { findingRules } from '../src/diagnosis/findings/index.gen';
import { messages } from '../src/texts/messages';

describe('the words of findings', () => {
  it('are those of exactly the findings there are', () => {
    expect(findingWords.map(({ id }) => id)).toEqual(findingRules.map(({ id }) => id));
  });

  it('have a place of their own in the order', () => {
    expect(new Set(findingWords.map(({ order }) => order)).size).toBe(findingWords.length);
  });

  it.each(findingWords.map((words) => [words.id, words] as const))('of %s name it', (id, { headlines, details }) => {
    const keys = Object.keys({ ...headlines, ...details });
    expect(keys.filter((key) => !key.startsWith(`${id}.`))).toEqual([]);
    expect(Object.keys(headlines).filter((key) => !/\.(headline|part)/.test(key))).toEqual([]);
    expect(Object.keys(details).filter((key) => /\.(headline|part)/.test(key))).toEqual([]);
    for (const kind of ['headline', 'refuted', 'advice']) {
      expect(keys.some((key) => key.startsWith(`${id}.${kind}`))).toBe(true);
    }
  });

  it('leave no message without finding', () => {
    const known = new Set(['growth', 'release', 'repeats', 'sizing', ...findingWords.map(({ id }) => id)]);
    expect(Object.keys(messages).filter((name) => !known.has(name.split('.')[0]))).toEqual([]);
  });
});
