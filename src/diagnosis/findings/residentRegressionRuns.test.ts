import { columns } from '../../../tests/fixtures/columns';
import { namedQueries } from '../../../tests/fixtures/queries';
import type { CompositionInstance } from '../../composition/types';
import { MiB } from '../../metrics/units';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { Owner } from '../owner';
import type { VersionChange } from '../upgrades';
import { residentRegression } from './residentRegression';

const minute = 60_000;
const [old, now] = ['go1.23.6', 'go1.24.2'];

interface Life {
  version: string;
  /** MiB at so many minutes from its start. */
  rss: number | ((age: number) => number);
  minutes?: number;
  /** Since when it had been running before the first sample, minutes. */
  before?: number;
  /** Minutes from the start of the range in which Go was not scraped. */
  without?: (age: number) => boolean;
}

/** A pod of lives one after another, each a sample a minute. */
function podOf(lives: readonly Life[], ofProcess = false) {
  const rss: number[] = [];
  const missing: number[] = [];
  const instances = lives.map(({ version, rss: at, minutes = 60, before = 0, without = () => false }) => {
    const start = rss.length;
    for (let age = 0; age < minutes; age++) {
      rss.push(typeof at === 'number' ? at : at(age + before));
      missing.push(Number(without(age)));
    }
    const [from, to] = [start * minute, (rss.length - 1) * minute];
    const startedAt = from - before * minute;
    return { start, end: rss.length, from, to, startedAt, goVersion: version } as CompositionInstance;
  });
  const count = rss.length;
  const composition = {
    instances,
    base: ofProcess ? 'process-rss' : 'usage',
    time: Float64Array.from({ length: count }, (_, i) => i * minute),
    drawn: new Uint8Array(count).fill(1),
    goMissing: Uint8Array.from(missing),
    ...columns(count, {
      rss: ofProcess ? NaN : rss,
      processRss: rss,
      workingSet: ofProcess ? NaN : rss.map((mib) => mib + 5),
    }),
    ...columns(count, { retained: 700, fileListExcess: 0 }),
    workload: { series: ofProcess ? {} : columns(count, { rss }) },
  };
  return composition as never as Context['composition'];
}

const change = (instance: number, more: Partial<VersionChange> = {}): VersionChange =>
  ({ instance, from: old, to: now, at: 60 * minute, kind: 'in-place', ...more }) as VersionChange;

function told(
  lives: readonly Life[],
  changes: readonly VersionChange[] = [change(1)],
  { others = [], ofProcess = false }: { others?: ReadonlyArray<readonly Life[]>; ofProcess?: boolean } = {}
) {
  const composition = podOf(lives, ofProcess);
  const owner = new Owner([composition, ...others.map((one) => podOf(one))]);
  const context = { composition, changes, owner, settings: settingsOf(), queries: namedQueries } as never as Context;
  return residentRegression.detect(context).map(({ bytes, evidence }) => ({
    mib: bytes / MiB,
    evidence: evidence.map(({ text }) => text.id),
    resident: evidence[0].promql,
  }));
}
const sizes = (...of: Parameters<typeof told>) => told(...of).map(({ mib }) => mib);

describe('residentRegression over several runs', () => {
  const before: Life = { version: old, rss: 500 };
  const after: Life = { version: now, rss: 690 };

  it('compares the run after the change with the one before', () => {
    expect(sizes([before, after])).toEqual([190]);
    expect(sizes([before, { ...after, rss: 500 }])).toEqual([]);
    expect(sizes([after, { ...before, version: now }])).toEqual([]);
  });

  it('compares medians of all runs of either version', () => {
    const crashed = (rss: number): Life => ({ version: now, rss });
    expect(sizes([before, crashed(510), crashed(690), crashed(700)])).toEqual([190]);
    const first: Life[] = [{ ...before, rss: 690 }, before, { ...before, rss: 510 }];
    expect(sizes([...first, after], [change(3)])).toEqual([180]);
  });

  it('reads the new version up to the next change, and the old one by its name', () => {
    const back: Life[] = [
      before,
      after,
      { version: old, rss: 500 },
      { version: now, rss: 500 },
      { version: now, rss: 500 },
    ];
    const next = [change(1), change(2, { from: now, to: old }), change(3)];
    expect(sizes(back, next)).toEqual([190]);
    // Without the changes after it, the median of the new version is low.
    expect(sizes(back)).toEqual([]);
    const third: Life = { version: 'go1.22.1', rss: 690 };
    expect(sizes([third, before, after], [change(2)])).toEqual([190]);
    expect(sizes([before, { ...third, rss: 500 }, after], [change(2)])).toEqual([190]);
  });

  it('needs runs of both', () => {
    expect(sizes([after], [change(0)])).toEqual([]);
    expect(sizes([before, { ...after, minutes: 2 }])).toEqual([]);
    expect(sizes([{ ...before, minutes: 2 }, after])).toEqual([]);
    expect(sizes([before, { ...after, without: () => true }])).toEqual([]);
  });

  it('leaves out warm-up and samples without Go', () => {
    const warms = (rss: number): Life => ({ version: now, rss: (age) => (age < 10 ? 100 : rss) });
    expect(sizes([before, warms(690)])).toEqual([190]);
    const lost: Life = { version: now, rss: (age) => (age < 40 ? 500 : 690), without: (age) => age < 40 };
    expect(sizes([{ ...before, minutes: 120 }, lost])).toEqual([190]);
    // Of a run as short as that, the second half.
    const short: Life = { version: now, rss: (age) => (age < 6 ? 100 : 690), minutes: 12 };
    expect(sizes([{ ...before, minutes: 12 }, short])).toEqual([190]);
  });

  it('compares runs of one age, too: what is used over hours is resident as it is used', () => {
    const fills = (version: string): Life => ({ version, rss: (age) => 400 + 4 * Math.min(age, 75) });
    const young: Life = { ...fills(old), minutes: 20 };
    expect(sizes([young, { ...fills(now), minutes: 120 }])).toEqual([]);
    const rises: Life = { version: now, rss: (age) => 600 + Math.min(age, 75), minutes: 120 };
    expect(sizes([{ ...before, minutes: 20 }, rises])).toHaveLength(1);
    // An old run whose youth nothing shows had the longer time.
    expect(
      sizes([
        { ...before, before: 600 },
        { ...after, minutes: 30 },
      ])
    ).toEqual([190]);
  });

  describe('of new pods', () => {
    const ofPods = [change(0, { kind: 'new-pod' })];

    it('compares with the old pods of the owner', () => {
      expect(sizes([after], ofPods, { others: [[before]] })).toEqual([190]);
      expect(sizes([after], ofPods, { others: [[{ ...before, rss: 690 }]] })).toEqual([]);
      const three = [[before], [{ ...before, rss: 510 }], [{ ...before, rss: 690 }]];
      expect(sizes([after], ofPods, { others: three })).toEqual([180]);
      expect(sizes([after], ofPods)).toEqual([]);
    });

    it('compares with the own runs where the version changed in place', () =>
      expect(sizes([before, after], undefined, { others: [[{ ...before, rss: 690 }]] })).toEqual([190]));
  });

  it('says which resident memory it compares', () => {
    expect(told([before, after])[0].evidence[0]).toBe('resident-regression.levels');
    const [{ evidence, resident }] = told([before, after], undefined, { ofProcess: true });
    expect(evidence[0]).toBe('resident-regression.resident');
    expect(resident).toBe('processRss');
  });
});
