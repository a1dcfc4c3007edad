import { columns, type Sizes } from '../../../tests/fixtures/columns';
import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { lazilyFreedSpans } from './lazilyFreedSpans';

const minute = 60_000;
const count = 30;

const at = (of: (i: number) => number) => Array.from({ length: count }, (_, i) => of(i));

/** Spans in a run of half an hour, with a sample a minute, by first and last minute. */
function spans(estimate: Sizes, excess: Sizes, usage: Sizes = 600, missing: (i: number) => boolean = () => false) {
  const context = {
    composition: {
      time: Float64Array.from({ length: count }, (_, i) => i * minute),
      ...columns(count, { usage, fileListExcess: excess }),
      lazilyFreed: columns(count, { estimate }),
      goMissing: Uint8Array.from({ length: count }, (_, i) => Number(missing(i))),
      workload: {},
    },
    series: {},
    settings: settingsOf(),
    gap: 5 * minute,
  } as never as Context;
  return lazilyFreedSpans(context, { start: 0, end: count, goVersion: 'go1.14' } as CompositionInstance).map(
    ({ first, last }) => [first, last]
  );
}

describe('lazilyFreedSpans', () => {
  it('is where both the excess and the estimate are above 32 MiB, or a twentieth of usage', () => {
    expect(spans(33, 33)).toEqual([[0, 29]]);
    expect(spans(33, 32)).toEqual([]);
    expect(spans(32, 33)).toEqual([]);
    expect(spans(51, 51, 1000)).toEqual([[0, 29]]);
    expect(spans(51, 49, 1000)).toEqual([]);
    expect(spans(49, 51, 1000)).toEqual([]);
  });

  it('needs the excess in every sample', () => {
    const short = at((i) => (i === 10 ? 20 : 100));
    expect(spans(100, short)).toEqual([
      [0, 9],
      [11, 29],
    ]);
  });

  it('needs the estimate in most samples, and begins and ends with it', () => {
    expect(
      spans(
        at((i) => (i === 10 || i === 11 ? 0 : 100)),
        100
      )
    ).toEqual([[0, 29]]);
    expect(
      spans(
        at((i) => (i >= 10 && i <= 14 ? 0 : 100)),
        100
      )
    ).toEqual([
      [0, 9],
      [15, 29],
    ]);
    expect(
      spans(
        at((i) => (i < 2 || i > 27 ? 0 : 100)),
        100
      )
    ).toEqual([[2, 27]]);
    // Single bursts of the program are none.
    expect(
      spans(
        at((i) => (i % 5 === 0 ? 100 : 0)),
        100
      )
    ).toEqual([]);
    expect(
      spans(
        at((i) => (i === 10 || i === 11 ? 100 : 0)),
        100
      )
    ).toEqual([]);
  });

  it('says nothing of samples without Go', () => {
    expect(spans(100, 100, 600, (i) => i < 20)).toEqual([[20, 29]]);
    expect(
      spans(
        at((i) => (i > 20 ? NaN : 100)),
        100
      )
    ).toEqual([[0, 20]]);
  });

  it('lasts for a minute and three samples', () => {
    const so = (from: number, to: number) => at((i) => (i >= from && i <= to ? 100 : 0));
    expect(spans(so(10, 12), so(10, 12))).toEqual([[10, 12]]);
    expect(spans(so(10, 11), so(10, 11))).toEqual([]);
  });
});
