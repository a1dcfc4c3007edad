import { joinSpans, median, peakIn, runningMedian, spansWhere } from './spans';

const time = Float64Array.from({ length: 10 }, (_, i) => i * 1000);
const all = { start: 0, end: 10 };
const least = { samples: 3, duration: 0, gap: 5000 };
const pattern = (text: string) => (i: number) => (text[i] === '?' ? null : text[i] === '#');

describe('spansWhere', () => {
  it.each([
    ['.###......', [{ first: 1, last: 3 }]],
    ['.##.##....', []],
    ['.##?#.....', [{ first: 1, last: 4 }]],
    ['#######...', [{ first: 0, last: 6 }]],
    ['...##?????', []],
  ])('%s', (text, spans) => {
    expect(spansWhere(time, all, pattern(text), least)).toEqual(spans);
  });

  it('is ended by a hole in the grid, and by the end of the range', () => {
    const holed = Float64Array.from([0, 1000, 20_000, 21_000, 22_000]);
    expect(spansWhere(holed, { start: 0, end: 5 }, () => true, least)).toEqual([{ first: 2, last: 4 }]);
    expect(spansWhere(time, { start: 4, end: 8 }, () => true, least)).toEqual([{ first: 4, last: 7 }]);
  });

  it('wants a duration', () => {
    expect(spansWhere(time, all, pattern('.###......'), { ...least, duration: 3000 })).toEqual([]);
  });
});

it('joinSpans joins what is near', () => {
  const spans = [
    { first: 0, last: 2 },
    { first: 4, last: 5 },
    { first: 9, last: 9 },
  ];
  expect(joinSpans(time, spans, 2000)).toEqual([
    { first: 0, last: 5 },
    { first: 9, last: 9 },
  ]);
});

it('median ignores what is not finite', () => {
  expect(median([3, NaN, 1])).toBe(2);
  expect(median([])).toBeNaN();
});

it('peakIn finds the largest finite value', () => {
  expect(peakIn(new Float64Array([1, NaN, 7, 3]), 0, 3)).toEqual({ index: 2, value: 7 });
  expect(peakIn(new Float64Array([NaN]), 0, 0).index).toBe(-1);
});

it('runningMedian takes out spikes of two samples and passes over what is not known', () => {
  const values = new Float64Array([5, 5, 0, 0, 5, 5, NaN, 5]);
  expect([...runningMedian(values, { start: 0, end: 8 }, new Uint8Array(8))]).toEqual([5, 2.5, 5, 5, 5, 5, NaN, 5]);
});
