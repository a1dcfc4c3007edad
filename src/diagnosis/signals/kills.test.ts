import { MiB } from '../../metrics/units';
import type { Composition, CompositionInstance, LayerId } from '../../composition/types';
import { isClearRise, killsOf, partAtKill, riseUntilKill, type Kill } from './kills';
import type { Part } from './killRise';

const minute = 60_000;
const limit = 1000;

interface Life {
  /** MiB, a sample a minute. */
  usage: readonly number[];
  /** Of usage, what surely could not be given back; all of it where nothing is said. */
  certain?: number;
  version?: string;
  image?: string;
}

interface Around {
  reported?: Array<[reason: string, minutes: number[]]>;
  restarts?: (minute: number) => number;
  events?: (minute: number) => number;
  limit?: number;
  base?: string;
  /** MiB: GOMEMLIMIT, and what Go keeps. */
  goMemLimit?: number;
  kept?: number;
}

/** The kills of lives one after another, two minutes apart. */
function killsIn(lives: readonly Life[], around: Around = {}): Array<Kill | null> {
  const { reported = [], restarts, events } = around;
  const usage: number[] = [];
  const certain: number[] = [];
  const time: number[] = [];
  let t = 0;
  const instances = lives.map((life) => {
    const [start, from] = [usage.length, t];
    for (const bytes of life.usage) {
      usage.push(bytes * MiB);
      certain.push((life.certain ?? bytes) * MiB);
      time.push(t);
      t += minute;
    }
    const to = t - minute;
    t += minute;
    const { version: goVersion = 'go1.22.1', image = 'store:1' } = life;
    return { start, end: usage.length, from, to, goVersion, image };
  });
  const column = (of: (i: number) => number) => Float64Array.from(usage, (_, i) => of(i));
  const atMinute = (of: (minute: number) => number) => column((i) => of(time[i] / minute));
  const none = column(() => NaN);
  const composition = {
    base: around.base ?? 'usage',
    instances,
    time: Float64Array.from(time),
    usage: Float64Array.from(usage),
    workingSet: column((i) => usage[i] - 10 * MiB),
    rss: none,
    retained: column(() => (around.kept ?? NaN) * MiB),
    goMemLimit: column(() => (around.goMemLimit ?? NaN) * MiB),
    processRss: none,
    limit: column(() => (around.limit ?? limit) * MiB),
    drawn: Uint8Array.from(usage, (bytes) => (bytes >= 0 ? 1 : 0)),
    need: { low: Float64Array.from(certain) },
    layers: [],
    workload: {
      step: minute,
      series: {
        usage: Float64Array.from(usage),
        ...(restarts && { restarts: atMinute(restarts) }),
        ...(events && { oomEvents: atMinute(events) }),
      },
      terminations: reported.map(([reason, minutes]) => ({
        reason,
        times: Float64Array.from(minutes, (m) => m * minute),
      })),
    },
  } as never as Composition;
  return killsOf({ composition, gap: 5 * minute });
}

const life = (to: number, count = 10): number[] =>
  Array.from({ length: count }, (_, i) => 300 + ((to - 300) * i) / (count - 1));
const flat = (bytes: number): number[] => life(300).map(() => bytes);
/** Two lives: minutes 0 to 9 and 11 to 20. */
const two = (first: readonly number[], more: Partial<Life> = {}): Life[] => [
  { usage: first, ...more },
  { usage: flat(300) },
];

describe('killsOf', () => {
  it('tells a kill by its level, where all of the limit was needed', () => {
    const counted: Around = { restarts: (i) => (i < 11 ? 1 : 2) };
    const [kill, none] = killsIn(two(flat(950)), counted);
    expect(kill).toMatchObject({ by: 'level', atLimit: true, run: 0, end: 10, from: 9 * minute, to: 11 * minute });
    expect(kill).toMatchObject({ usage: 950 * MiB, workingSet: 940 * MiB, certain: 950 * MiB, limit: 1000 * MiB });
    expect(kill).toMatchObject({ isOfProcess: false, events: 0, isAtStart: false });
    expect(none).toBeNull();
    expect(killsIn(two(flat(900)), counted)[0]?.by).toBe('level');
    expect(killsIn(two(flat(899)), counted)[0]).toBeNull();
    expect(killsIn(two(flat(950), { certain: 899 }), counted)[0]).toBeNull();
  });

  it('takes a life that nothing counts the end of for killed where it may have reached its limit', () => {
    const by = (usage: readonly number[], around: Around = {}) => killsIn(two(usage), around)[0]?.by ?? null;
    expect([by(flat(969)), by(flat(970))]).toEqual([null, 'level']);
    // It rose by as much before as was missing, or was on its way there.
    const falls = [900, 940, 900, 940, 900, 940, 940, 940, 940];
    expect([by([...falls, 959]), by([...falls, 960])]).toEqual([null, 'level']);
    const steady = [650, 680, 710, 740, 770, 800, 830, 860, 890];
    expect([by([...steady, 920]), by([...steady, 940])]).toEqual([null, 'level']);
    // Go that keeps within its GOMEMLIMIT collects before.
    expect(by(flat(970), { goMemLimit: 920, kept: 920 })).toBeNull();
    expect(by(flat(970), { goMemLimit: 921, kept: 920 })).toBe('level');
    expect(by(flat(970), { goMemLimit: 920, kept: 921 })).toBe('level');
  });

  it('takes no planned stop for one by its level', () => {
    expect(killsIn(two(flat(980), { version: 'go1.21.1' }))[0]).toBeNull();
    expect(killsIn(two(flat(980), { image: 'store:0' }))[0]).toBeNull();
    expect(killsIn(two(flat(980)), { restarts: () => 1 })[0]).toBeNull();
    expect(killsIn(two(flat(950)), { restarts: (i) => (i < 11 ? 1 : 2) })[0]?.by).toBe('level');
    expect(killsIn(two(flat(980)), { reported: [['Error', [12, 13, 14]]] })[0]).toBeNull();
    expect(killsIn(two(flat(980)), { base: 'retained' })[0]).toBeNull();
  });

  it('takes a report far from the limit for that of a process that was killed at it before', () => {
    const reported: Around['reported'] = [['OOMKilled', [12, 13, 14]]];
    const usage = flat(250).map((bytes, i) => (i < 5 ? 980 : bytes));
    const killed = { isOfProcess: true, atLimit: true, end: 5, from: 4 * minute, to: 5 * minute, usage: 980 * MiB };
    expect(killsIn(two(usage), { reported })[0]).toMatchObject(killed);
    // As it is counted, where it is.
    const events = (i: number) => (i < 5 || i > 10 ? 0 : 1);
    expect(killsIn(two(usage), { reported, events })[0]).toMatchObject({ ...killed, by: 'event' });
    expect(killsIn(two(usage), { reported: [['Error', [12, 13, 14]]], events })[0]).toMatchObject(killed);
    expect(killsIn(two(usage), { reported, events: () => 0 })[0]).toMatchObject({ isOfProcess: false, atLimit: false });
    // What was far from the limit, or fell by less, was not killed at it.
    const other = (before: number, after: number) => usage.map((_, i) => (i < 5 ? before : after));
    for (const values of [other(899, 250), other(980, 490)]) {
      expect(killsIn(two(values), { reported })[0]).toMatchObject({ isOfProcess: false, by: 'reason' });
    }
  });

  it('tells a kill by the reason that is reported, however far from the limit', () => {
    const reported: Around['reported'] = [['OOMKilled', [12, 13, 14]]];
    expect(killsIn(two(flat(300)), { reported })[0]).toMatchObject({ by: 'reason', atLimit: false });
    expect(killsIn(two(flat(800)), { reported })[0]).toMatchObject({ by: 'reason', atLimit: true });
    expect(killsIn(two(flat(799)), { reported })[0]).toMatchObject({ by: 'reason', atLimit: false });
    // Another release that replaces one far from its limit is a planned stop.
    expect(killsIn(two(flat(300), { version: 'go1.21.1' }), { reported })[0]).toBeNull();
    expect(killsIn(two(flat(950), { version: 'go1.21.1' }), { reported })[0]?.by).toBe('reason');
    // What Go counts beyond the limit is not all there.
    const ofGo = { reported, base: 'retained' };
    expect(killsIn(two(flat(1100), { version: 'go1.21.1' }), ofGo)[0]).toBeNull();
    expect(killsIn(two(flat(1000), { version: 'go1.21.1' }), ofGo)[0]?.by).toBe('reason');
  });

  it('tells a kill by an event that was counted as the life ended, or when the next began', () => {
    expect(killsIn(two(flat(500)), { events: (i) => (i < 9 ? 0 : 1) })[0]).toMatchObject({ by: 'event', events: 1 });
    expect(killsIn(two(flat(500)), { events: (i) => (i < 11 ? 0 : 1) })[0]).toMatchObject({ by: 'event', events: 0 });
    expect(killsIn(two(flat(500)), { events: (i) => (i < 4 ? 0 : 1) })[0]).toMatchObject({ isOfProcess: false });
  });

  it('tells the kill of a process that the container survived', () => {
    const [kill] = killsIn([{ usage: flat(500) }], { events: (i) => (i < 3 ? 0 : 1) });
    expect(kill).toMatchObject({ by: 'event', isOfProcess: true, end: 3, from: 2 * minute, to: 3 * minute, events: 1 });
    expect(killsIn([{ usage: flat(500) }], { events: () => 1 })[0]).toBeNull();
    expect(killsIn(two(flat(500)), { events: (i) => (i < 3 ? 0 : 1) })[0]).toMatchObject({ isOfProcess: true, end: 3 });
  });

  it('tells a kill that nothing follows', () => {
    const [kill] = killsIn([{ usage: life(800) }], { reported: [['OOMKilled', [10, 11]]] });
    expect(kill).toMatchObject({ by: 'reason', end: 10, to: 10 * minute, atLimit: true });
    expect(killsIn([{ usage: life(800) }])[0]).toBeNull();
  });

  it('was at the limit where it rose so fast that no sample showed it', () => {
    const rising = (...last: number[]) =>
      killsIn(two([...flat(100), ...last]), { reported: [['OOMKilled', [15, 16]]] })[0];
    expect(rising(300, 500, 700)?.atLimit).toBe(true);
    expect(rising(500, 600, 699)?.atLimit).toBe(false);
    expect(rising(700, 700, 700)?.atLimit).toBe(false);
  });

  it('reads the largest of the last three samples, and none of an emptied cgroup', () => {
    const reported: Around['reported'] = [['OOMKilled', [12, 13, 14]]];
    expect(killsIn(two([...life(900, 8), 700, 600]), { reported })[0]?.usage).toBe(900 * MiB);
    expect(killsIn(two([...life(900, 7), 700, 600, 500]), { reported })[0]?.usage).toBe(700 * MiB);
    const emptied = killsIn(two([...life(900, 8), 0.5, 0.5]), { reported })[0];
    expect(emptied).toMatchObject({ usage: 900 * MiB, from: 7 * minute, end: 10 });
    expect(killsIn(two([...life(900, 8), 1, 1]), { reported })[0]?.from).toBe(9 * minute);
    // Of a limit of 40 MiB, a hundredth is less than that.
    const tiny = killsIn(two([...life(30, 8), 0.5, 0.3]), { reported, limit: 40 })[0];
    expect(tiny?.from).toBe(8 * minute);
  });

  it('was at its start where the life had two samples', () => {
    const reported: Around['reported'] = [['OOMKilled', [4, 5, 6]]];
    expect(killsIn(two([300, 500]), { reported })[0]?.isAtStart).toBe(true);
    expect(killsIn(two([300, 400, 500]), { reported: [['OOMKilled', [5, 6, 7]]] })[0]?.isAtStart).toBe(false);
  });

  it('knows no limit where there is none', () => {
    const [kill] = killsIn(two(flat(500)), { limit: NaN, reported: [['OOMKilled', [12, 13]]] });
    expect(kill).toMatchObject({ limit: NaN, atLimit: false, usage: 500 * MiB });
  });
});

const killOf = (rise: Partial<Kill['rise']>, more: Partial<Kill> = {}): Kill =>
  ({
    run: 0,
    end: 10,
    usage: 990 * MiB,
    limit: 1000 * MiB,
    atLimit: true,
    isOfProcess: false,
    ...more,
    rise: { part: 'go', low: 100 * MiB, high: 900 * MiB, from: 0, to: 100_000, life: 200_000, ...rise },
  }) as Kill;

describe('isClearRise', () => {
  const clear = (low: number, high: number, more: Partial<Kill> = {}) =>
    isClearRise(killOf({ low: low * MiB, high: high * MiB }, more));

  it('is by three tenths, and by what counts in such a container', () => {
    expect([clear(300, 390), clear(300, 389)]).toEqual([true, false]);
    expect([clear(10, 42), clear(10, 41)]).toEqual([true, false]);
    expect([clear(1, 11, { limit: 100 * MiB }), clear(1, 10, { limit: 100 * MiB })]).toEqual([true, false]);
    const unlimited = { limit: NaN, usage: 100 * MiB };
    expect([clear(1, 11, unlimited), clear(1, 10, unlimited)]).toEqual([true, false]);
  });
});

describe('riseUntilKill', () => {
  it('is the rise of the part that is asked for', () => {
    expect(riseUntilKill(killOf({}), 'go')).toEqual({
      from: 0,
      to: 100_000,
      low: 100 * MiB,
      high: 900 * MiB,
      bytes: 800 * MiB,
      rate: 8 * MiB,
      rateAtEnd: 8 * MiB,
      continues: true,
      period: 0,
    });
    expect(riseUntilKill(killOf({}), 'cache')).toBeNull();
    expect(riseUntilKill(null, 'go')).toBeNull();
  });

  it('is none of a kill elsewhere, of a process, without a clear rise, or in a life that had only begun', () => {
    expect(riseUntilKill(killOf({}, { atLimit: false }), 'go')).toBeNull();
    expect(riseUntilKill(killOf({}, { isOfProcess: true }), 'go')).toBeNull();
    expect(riseUntilKill(killOf({ low: 800 * MiB }), 'go')).toBeNull();
    expect(riseUntilKill(killOf({}), 'go', 200_000)).not.toBeNull();
    expect(riseUntilKill(killOf({}), 'go', 200_001)).toBeNull();
  });

  it('may take no time', () => expect(riseUntilKill(killOf({ to: 0 }), 'go')?.rate).toBe(800_000 * MiB));
});

describe('partAtKill', () => {
  const column = (values: readonly number[]) => Float64Array.from(values, (value) => value * MiB);
  function part(
    layers: Partial<Record<LayerId, number[]>>,
    known: readonly number[] = [1, 1, 1, 1],
    usage = [990, 990, 990, 990]
  ) {
    const composition = {
      layers: Object.entries(layers).map(([id, values]) => ({ id, values: column(values) })),
      retained: column(known),
      usage: column(usage),
      instances: [{ start: 0, end: 4 } as CompositionInstance],
    } as never as Composition;
    return partAtKill(composition, killOf({}, { end: 4 }));
  }
  const is = (one: Part, size: number) => ({ part: one, size: size * MiB });

  it('is what half of the container was', () => {
    expect(part({ 'off-heap': [1, 1, 1, 495], stacks: [1, 1, 1, 400] })).toEqual(is('off-heap', 495));
    expect(part({ 'off-heap': [1, 1, 1, 494], stacks: [1, 1, 1, 400] })).toBeNull();
    expect(part({ kernel: [1, 1, 1, 600] })).toEqual(is('kernel', 600));
    expect(part({ anonymous: [1, 1, 1, 600] })).toEqual(is('anonymous', 600));
  });

  it('adds up what fills as one', () => {
    expect(part({ 'heap-objects': [0, 0, 0, 300], runtime: [0, 0, 0, 200] })).toEqual(is('go', 500));
    expect(part({ 'cache-in-working-set': [0, 0, 0, 300], 'shared-memory': [0, 0, 0, 200] })).toEqual(is('cache', 500));
  });

  it('is nothing that could be taken back', () => expect(part({ 'page-cache': [0, 0, 0, 900] })).toBeNull());

  it('is of the last sample that tells of Go, and the fullest of those before it', () => {
    expect(part({ kernel: [1, 1, 700, 600] }, [1, 1, 1, NaN])).toEqual(is('kernel', 700));
    expect(part({ kernel: [1, 1, 700, 600] }, [NaN, NaN, NaN, NaN])).toEqual(is('kernel', 600));
    expect(part({ kernel: [1, 1, 700, 600] }, undefined, [990, 990, 991, 10])).toEqual(is('kernel', 700));
    expect(part({ kernel: [1, 700, 1, 600] }, undefined, [10, 992, 991, 10])).toEqual(is('kernel', 700));
    expect(part({ kernel: [700, 1, 1, 600] }, undefined, [999, 10, 10, 11])).toEqual(is('kernel', 600));
  });

  it('is not known where what filled it came after that', () =>
    expect(partAtKill({} as Composition, killOf({ isUnsplit: true }))).toBeNull());
});
