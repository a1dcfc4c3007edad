import { columns, type Sizes } from '../../../tests/fixtures/columns';
import { over } from '../../../tests/fixtures/diagnosis';
import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/types';
import type { Context } from '../context';
import { settingsOf } from '../options';
import type { Kill } from './kills';
import { clearSpans, mayBeNear, riskOf } from './risk';

const minute = 60_000;
const count = 61;

interface Given {
  usage?: Sizes;
  workingSet?: Sizes;
  rss?: Sizes;
  low?: Sizes;
  corrected?: Sizes;
  limit?: Sizes;
  estimate?: Sizes;
  processRss?: Sizes;
  series?: Partial<Record<Role, Sizes>>;
  without?: Role[];
  mode?: string;
  isUnread?: boolean;
}

/** An hour of a container with a limit of 1,000 MiB, a sample a minute. */
function runOf(given: Given) {
  const { usage = 950, workingSet = 900, rss = 300, low = 310, corrected = workingSet, limit = 1000 } = given;
  const { estimate = NaN, processRss = NaN, series = {}, without = [], mode = 'full', isUnread = false } = given;
  const to = (count - 1) * minute;
  const instance = { start: 0, end: count, from: 0, to, startedAt: -1e9, mode, isUnread, goVersion: null };
  const roles: Partial<Record<Role, Sizes>> = { usage, workingSet, rss, limit, ...series };
  without.forEach((role) => delete roles[role]);
  const known = columns<Role>(count, roles);
  const composition = {
    base: 'usage',
    ...columns(count, { usage, workingSet, correctedWorkingSet: corrected, limit, retained: NaN, processRss }),
    ...columns(count, { goMemLimit: NaN, fileListExcess: 0, rss: without.includes('rss') ? NaN : rss }),
    lazilyFreed: columns(count, { estimate }),
    need: columns(count, { low, high: corrected }),
    time: Float64Array.from({ length: count }, (_, i) => i * minute),
    goMissing: new Uint8Array(count),
    instances: [instance],
    workload: { series: known, step: minute },
    layers: [],
  };
  const context = { composition, series: known, settings: settingsOf(), gap: 5 * minute, step: minute, kills: [null] };
  return { context: context as never as Context, instance: instance as never as CompositionInstance };
}

const each = (at: (share: number) => number) => over(count, at);

describe('mayBeNear', () => {
  const near = (given: Given) => {
    const { context, instance } = runOf(given);
    return mayBeNear(context, instance);
  };

  it('is usage or rss near the limit, or a GOMEMLIMIT, which may lower what it is measured by', () => {
    expect(near({ usage: 840 })).toBe(false);
    expect(near({ usage: 860 })).toBe(true);
    expect(near({ usage: 500, rss: 860 })).toBe(true);
    expect(near({ usage: 500, series: { goMemLimit: 800 } })).toBe(true);
  });
});

describe('clearSpans', () => {
  const clear = (given: Given) => {
    const { context, instance } = runOf(given);
    return clearSpans(context, instance).map(({ first, last }) => [first, last]);
  };

  it('is where usage would raise an alert and the need would not', () => {
    expect(clear({ usage: 901, corrected: 849 })).toEqual([[0, 60]]);
    expect(clear({ usage: 899, corrected: 500 })).toEqual([]);
    expect(clear({ usage: 901, corrected: 851 })).toEqual([]);
    expect(clear({ usage: each((share) => (share < 0.5 ? 950 : 500)), corrected: 400 })).toEqual([[0, 29]]);
  });

  it('takes all that was freed lazily for used where no series of Go tells', () => {
    expect(clear({ corrected: 600, estimate: 300, mode: 'no-go' })).toEqual([]);
    expect(clear({ corrected: 600, estimate: 240, mode: 'no-go' })).toEqual([[0, 60]]);
    expect(clear({ corrected: 600, estimate: NaN, mode: 'no-go' })).toEqual([[0, 60]]);
    expect(clear({ corrected: 600, estimate: 300 })).toEqual([[0, 60]]);
  });

  it('is nothing where some of it is in swap, or where usage or limit is not known', () => {
    expect(clear({ corrected: 600, series: { swap: 200 } })).toEqual([]);
    expect(clear({ corrected: 600, series: { swap: each((share) => (share < 1 ? 0 : 200)) } })).toEqual([]);
    expect(clear({ corrected: 600, usage: each((share) => (share < 0.5 ? NaN : 950)) })).toEqual([[30, 60]]);
    expect(clear({ corrected: 600, limit: NaN })).toEqual([]);
  });
});

describe('riskOf', () => {
  function risk(given: Given, kill: Kill | null = null, earlier: readonly Kill[] = []) {
    const { context, instance } = runOf(given);
    const found = riskOf(context, instance, kill, earlier);
    return found && [found.kind, found.severity, found.confidence, found.killedBy].filter(Boolean).join(' ');
  }

  it('is what cannot be given back, near the limit', () => {
    expect(risk({ low: 860 })).toBe('certain warning likely');
    expect(risk({ low: 955 })).toBe('certain critical likely');
    expect(risk({ low: 840 })).not.toMatch(/^certain/);
    expect(risk({ low: each((share) => (share < 0.2 ? NaN : 860)) })).toBe('certain warning likely');
  });

  it('is undecided where what may be needed is near, and what is no cache is far', () => {
    expect(risk({})).toBe('undecided info possible');
    expect(risk({ low: 690 })).toBe('undecided info possible');
    expect(risk({ low: 710 })).toBe('unknown warning possible');
    expect(risk({ corrected: 840 })).toBeNull();
  });

  it('is a warning where something waits for memory', () => {
    const waits = each((share) => 3600 * 0.06 * share);
    expect(risk({ series: { pressureWaiting: waits.map((seconds) => seconds / 2 ** 20) } })).toBe(
      'pressed warning likely'
    );
    const calm = waits.map((seconds) => seconds / 2 ** 20 / 2);
    expect(risk({ series: { pressureWaiting: calm } })).toBe('undecided info possible');
    expect(risk({ low: 710, series: { pressureWaiting: waits.map((seconds) => seconds / 2 ** 20) } })).toMatch(
      /^unknown/
    );
  });

  it('is with the files in memory, which are on neither list', () => {
    const lists = { cache: 600, activeFile: 10, inactiveFile: 20 };
    expect(risk({ series: lists })).toBe('certain warning likely');
    expect(risk({ series: { ...lists, activeFile: 100 } })).toBe('unknown warning possible');
    expect(risk({ series: { ...lists, activeFile: 300 } })).toBe('undecided info possible');
    expect(risk({ series: lists, without: ['rss'] })).not.toMatch(/^certain/);
    expect(risk({ series: lists, isUnread: true })).not.toMatch(/^certain/);
  });

  it('is told by the process where the account was not read', () => {
    expect(risk({ isUnread: true, processRss: 710 })).toBe('unknown warning possible');
    expect(risk({ isUnread: true, processRss: 690 })).toBe('unknown info possible');
  });

  it('is told by what rises where there is no working set', () => {
    const ofRss = (rss: Sizes) => risk({ rss, low: 100, corrected: NaN, without: ['workingSet'] });
    expect(ofRss(900)).toBe('unknown info possible');
    expect(ofRss(each((share) => 600 + 380 * share))).toBe('unknown warning possible');
    const noCache = { rss: NaN, low: 100, corrected: NaN, series: { cache: 50 } };
    expect(risk({ ...noCache, without: ['workingSet', 'rss'] })).toBe('unknown info possible');
  });

  describe('after kills', () => {
    const killOf = (part: string, more: Partial<Kill> = {}, rise: Partial<Kill['rise']> = {}): Kill =>
      ({
        atLimit: true,
        end: count,
        limit: 1000 * 2 ** 20,
        usage: 990 * 2 ** 20,
        certain: 300 * 2 ** 20,
        ...more,
        rise: { part, low: 100 * 2 ** 20, high: 700 * 2 ** 20, takesCache: false, ...rise },
      }) as Kill;

    it('is what an earlier kill showed that could not be taken back', () => {
      expect(risk({}, null, [killOf('cache')])).toBe('certain warning likely cache');
      expect(risk({}, null, [killOf('kernel')])).toBe('certain warning likely kernel');
      expect(risk({}, null, [killOf('beside-rss')])).toBe('certain warning likely beside-rss');
      expect(risk({}, null, [killOf('unknown')])).toBe('certain warning likely unknown');
      expect(risk({}, null, [killOf('go'), killOf('kernel')])).toBe('certain warning likely kernel');
      expect(risk({}, null, [killOf('go')])).toBe('undecided info possible');
    });

    it('is what was needed at the kill', () => {
      expect(risk({}, killOf('kernel'))).toBe('killed warning likely kernel');
      expect(risk({}, killOf('off-heap', { certain: 900 * 2 ** 20 }))).toBe('certain warning likely off-heap');
      expect(risk({ corrected: 400 }, killOf('kernel'))).toBe('killed warning likely kernel');
      expect(risk({}, killOf('kernel', { atLimit: false }))).toBe('undecided info possible');
    });

    it('is none where the kernel was taking cache for what rose', () => {
      expect(risk({}, killOf('anonymous', {}, { takesCache: true }))).toBeNull();
      expect(risk({}, killOf('cache', {}, { takesCache: true }))).toBe('killed warning likely cache');
      expect(risk({}, killOf('anonymous', { certain: 900 * 2 ** 20 }, { takesCache: true }))).toMatch(/^certain/);
    });
  });
});
