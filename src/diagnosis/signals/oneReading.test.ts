import { columns, type Sizes } from '../../../tests/fixtures/columns';
import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { isOneReading, provesFreed } from './oneReading';

const count = 200;

/** A run of a container, MiB. */
function runOf(sizes: Record<string, Sizes>, goVersion: string | null = null, mayCountTwice = false) {
  const series = columns(count, sizes);
  const context = { composition: { ...series, workload: { mayCountTwice } }, series, settings: settingsOf() };
  return [context as never as Context, { start: 0, end: count, goVersion } as CompositionInstance] as const;
}

/** The larger of two sizes in some samples. */
const inSome = (samples: number, large: number, small: number) =>
  Array.from({ length: count }, (_, i) => (i < samples ? large : small));

describe('isOneReading', () => {
  const isOne = (sizes: Record<string, Sizes>) => isOneReading(...runOf(sizes));

  it('holds while neither working set nor rss and cache are above usage by more than a tolerance', () => {
    expect(isOne({ usage: 500, workingSet: 500, rss: 300, cache: 200 })).toBe(true);
    expect(isOne({ usage: 500, workingSet: 531, rss: 331, cache: 200 })).toBe(true);
    expect(isOne({ usage: 500, workingSet: 533, rss: 300, cache: 200 })).toBe(false);
    expect(isOne({ usage: 500, workingSet: 300, rss: 333, cache: 200 })).toBe(false);
    expect(isOne({ usage: 2000, workingSet: 2099 })).toBe(true);
    expect(isOne({ usage: 2000, workingSet: 2101 })).toBe(false);
  });

  it('leaves one sample in a hundred to chance', () => {
    expect(isOne({ usage: 500, workingSet: inSome(2, 600, 400) })).toBe(true);
    expect(isOne({ usage: 500, workingSet: inSome(3, 600, 400) })).toBe(false);
  });

  it('holds where nothing is beside usage, or no usage', () => {
    expect(isOne({ usage: 500 })).toBe(true);
    expect(isOne({ workingSet: 500, rss: 900 })).toBe(true);
  });

  it('fails where the query counts usage twice', () =>
    expect(isOneReading(...runOf({ usage: 500, workingSet: 300 }, null, true))).toBe(false));
});

describe('provesFreed', () => {
  const sizes = { usage: 500, workingSet: 200, rss: inSome(100, 260, 210) };
  const proves = (version: string | null) =>
    [0, 150].map((i) => provesFreed(...runOf(sizes, version))?.(i, 50 * 2 ** 20));

  it('takes the word of the file lists where Go frees lazily', () => expect(proves('go1.14.2')).toEqual([true, true]));

  it('asks for rss above working set of what does not, or is not known', () => {
    expect(proves('go1.22.4')).toEqual([true, false]);
    expect(proves(null)).toEqual([true, false]);
  });

  it('proves nothing where usage is of another reading', () =>
    expect(provesFreed(...runOf({ ...sizes, workingSet: 600 }, 'go1.14.2'))).toBeNull());
});
