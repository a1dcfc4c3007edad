import { finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { focusOf, keyOf, selectedFinding } from './selection';

const freed = finding();
const risk = finding({ id: 'oom-risk' });

describe('selectedFinding', () => {
  it.each([
    ['nothing selected', null, null],
    ['the one selected', keyOf(risk), risk],
    ['the same kind after its beginning moved', `oom-risk ${start - 1}`, risk],
    ['one that is gone', `heap-growth ${start}`, null],
  ])('gives %s', (_, key, expected) => expect(selectedFinding([freed, risk], key)).toBe(expected));
});

describe('focusOf', () => {
  it('is the interval and the layers', () =>
    expect(focusOf(freed, step)).toEqual({ layers: ['lazily-freed'], from: freed.from, to: freed.to }));

  it('begins with the upgrade', () => {
    const upgrade = { from: 'go1.11', to: 'go1.15', at: start - 1000 };
    expect(focusOf(finding({ upgrade }), step)).toMatchObject({ from: start - 1000 });
  });

  it.each([
    ['nothing', null],
    ['a lack of data', finding({ id: 'insufficient-data' })],
  ])('is none for %s', (_, selected) => expect(focusOf(selected, step)).toBeNull());
});
