import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { measureAccuracy } from '../tests/accuracy/table';
import { findingCatalogue } from '../src/diagnosis/catalogue';
import { findingRules } from '../src/diagnosis/diagnose';
import { messages } from '../src/diagnosis/messages';
import { documents } from './docs';

const root = join(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');

describe('generated documents', () => {
  it.each(documents(measureAccuracy(), read))('$path is up to date (npm run docs)', ({ path, content }) => {
    expect(read(path)).toBe(content);
  });
});

describe('the catalogue of findings', () => {
  it('describes exactly the findings there are', () => {
    expect(findingCatalogue.map(({ id }) => id).sort()).toEqual(findingRules.map(({ id }) => id).sort());
  });

  it.each(findingRules.map(({ id }) => id))('%s has a headline, a refutation and advice', (id) => {
    for (const key of ['headline', 'refuted', 'advice']) {
      expect(Object.keys(messages).some((name) => name.startsWith(`${id}.${key}`))).toBe(true);
    }
  });

  it('leaves no message without finding', () => {
    const known = new Set(['growth', 'release', ...findingRules.map(({ id }) => id as string)]);
    expect(Object.keys(messages).filter((name) => !known.has(name.split('.')[0]))).toEqual([]);
  });
});
