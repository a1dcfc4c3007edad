import { columns, type Sizes } from '../../../tests/fixtures/columns';
import { namedQueries } from '../../../tests/fixtures/queries';
import type { Base } from '../../composition/bases';
import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/types';
import { plainText } from '../../texts/plainText';
import type { Context } from '../context';
import { settingsOf } from '../options';
import type { Evidence, Upgrade } from '../types';
import { lazilyFreedEvidence, partEvidence } from './lazilyFreedEvidence';

const count = 5;

interface Given {
  base?: Base;
  usage?: Sizes;
  workingSet?: Sizes;
  rss?: Sizes;
  processRss?: Sizes;
  retained?: Sizes;
  notResident?: Sizes;
  series?: Partial<Record<Role, Sizes>>;
  version?: string | null;
  mode?: string;
  ballast?: boolean;
}

const ofGo = { rss: 900, cache: 50, heapReleased: 450 } as const;

function runOf(given: Given) {
  const { base = 'usage', usage = 1000, workingSet = 500, rss = 900, processRss, retained = 400 } = given;
  const { notResident = 0, series = ofGo, version = 'go1.15.15', mode = 'full', ballast = false } = given;
  const instance = { start: 0, end: count, goVersion: version, mode, untouchedBallast: ballast };
  const ofRun = columns(count, series);
  const composition = {
    base,
    workload: { series: ofRun },
    ...columns(count, { usage, workingSet, rss, processRss: processRss ?? NaN, retained, notResident }),
    fileListExcess: columns(count, { excess: 450 }).excess,
    lazilyFreed: columns(count, { estimate: 440, floor: 430, ceiling: 450 }),
    time: Float64Array.from({ length: count }, (_, i) => i * 1000),
  };
  const context = { composition, series: ofRun, settings: settingsOf(), queries: namedQueries };
  return { context: context as never as Context, instance: instance as never as CompositionInstance };
}

const told = (all: readonly Evidence[]) =>
  all.map(({ text, promql, at }) => `${text.id}${at === undefined ? '' : ` at ${at}`}: ${promql.replace(/\n/g, ' ')}`);
const ids = (all: readonly Evidence[]) => all.map(({ text }) => text.id.replace('lazily-freed.', ''));
const wordsOf = (id: string, all: readonly Evidence[]) =>
  all.filter(({ text }) => text.id === `lazily-freed.${id}`).map(({ text }) => plainText(text))[0];

describe('lazilyFreedEvidence', () => {
  const upgrade: Upgrade = { from: 'go1.11.13', to: 'go1.12.17', at: 0 };
  function evidence(given: Given, brought: Upgrade | null = null) {
    const { context, instance } = runOf(given);
    return lazilyFreedEvidence(context, instance, { i: 2, span: { first: 1, last: 3 }, upgrade: brought });
  }

  it('is the accounting, what Go released, the size between its bounds, and the version', () => {
    const all = evidence({});
    expect(told(all)).toEqual([
      'lazily-freed.excess at 2000: excess',
      expect.stringMatching(/^lazily-freed\.released at 2000: .*heapReleased.*retained.*\(rss,/),
      expect.stringMatching(/^lazily-freed\.size at 2000: .*lazilyFreed,.*lazilyFreedFloor.*lazilyFreedCeiling/),
      'lazily-freed.version-lazy: goVersion',
    ]);
    expect(wordsOf('excess', all)).toMatch(/450 MiB/);
    expect(wordsOf('released', all)).toMatch(/450 MiB.*400 MiB.*900 MiB/);
    expect(wordsOf('size', all)).toMatch(/440 MiB.*430 MiB.*450 MiB/);
    expect(wordsOf('version-lazy', all)).toMatch(/go1\.15\.15/);
  });

  it('names the upgrade that brought it, else how the version frees, else nothing', () => {
    expect(ids(evidence({}, upgrade)).pop()).toBe('upgrade');
    expect(ids(evidence({ version: 'go1.22.1' })).pop()).toBe('version-eager');
    expect(ids(evidence({ version: null }))).toEqual(['excess', 'released', 'size']);
  });

  it('is the size alone without Go', () =>
    expect(told(evidence({ mode: 'no-go', version: null }))).toEqual([
      'lazily-freed.excess at 2000: excess',
      'lazily-freed.size-no-go at 2000: lazilyFreed',
    ]));

  it('leaves out what Go released where it does not say, or what it keeps', () => {
    expect(ids(evidence({ series: { rss: 900 } }))).not.toContain('released');
    expect(ids(evidence({ retained: NaN }))).not.toContain('released');
  });

  it('names the resident memory of the process where that of the container is not known', () => {
    const all = evidence({ series: { heapReleased: 450 }, processRss: 850 });
    expect(told(all)[1]).toMatch(/\(processRss,/);
    expect(wordsOf('released', all)).toMatch(/850 MiB/);
  });

  it('says of a ballast how much of it is untouched, in the median', () => {
    const all = evidence({ ballast: true, notResident: [0, 100, 120, 140, 0] });
    expect(wordsOf('ballast', all)).toMatch(/120 MiB/);
    expect(told(all).find((text) => text.includes('ballast'))).toMatch(/retained.*rss/);
  });

  it('is at least so much where cache in working set hides some of it', () => {
    expect(ids(evidence({ workingSet: 1010 }))).toContain('at-least');
    expect(wordsOf('at-least', evidence({ workingSet: 1010 }))).toMatch(/60.0 MiB/);
    // A twentieth of usage is nothing to speak of.
    expect(ids(evidence({ workingSet: 999 }))).not.toContain('at-least');
    // Without cache nothing tells of it.
    expect(ids(evidence({ workingSet: 1060, series: {} }))).not.toContain('at-least');
  });
});

describe('partEvidence', () => {
  function part(given: Given, { isProven = true, isOfGo = true } = {}) {
    const { context, instance } = runOf(given);
    return partEvidence(context, instance, { at: 1, isProven, isOfGo });
  }

  it('is usage beyond working set and cache, else rss beyond working set', () => {
    expect(ids(part({}))).toEqual(['excess', 'released', 'version-lazy']);
    expect(wordsOf('excess', part({}))).toMatch(/450 MiB/);
    expect(ids(part({ base: 'working-set' }))[0]).toBe('rss-above');
    expect(ids(part({ workingSet: 950 }))[0]).toBe('rss-above');
    expect(ids(part({ series: { rss: 900, heapReleased: 1 } }))[0]).toBe('rss-above');
    const all = part({ base: 'rss' });
    expect(told(all)[0]).toMatch(/^lazily-freed\.rss-above at 1000: .*\(rss,.*workingSet/);
    expect(wordsOf('rss-above', all)).toMatch(/900 MiB.*500 MiB/);
  });

  it('is what Go says alone where nothing of the container proves it', () => {
    expect(ids(part({}, { isProven: false }))).toEqual(['released', 'version-lazy']);
    expect(ids(part({}, { isOfGo: false }))).toEqual(['excess']);
    expect(ids(part({}, { isProven: false, isOfGo: false }))).toEqual([]);
    expect(ids(part({ rss: NaN }, { isProven: false }))).toEqual(['version-lazy']);
  });
});
