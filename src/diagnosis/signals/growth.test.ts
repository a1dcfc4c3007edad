import { column, columns, inMiB, type Sizes } from '../../../tests/fixtures/columns';
import { over } from '../../../tests/fixtures/diagnosis';
import { seeded } from '../../../tests/fixtures/frames';
import type { CompositionInstance } from '../../composition/types';
import { MiB } from '../../metrics/units';
import type { Context } from '../context';
import { settingsOf } from '../options';
import {
  difference,
  flatEvidence,
  growthInRun,
  growthValues,
  headlineOf,
  isFlat,
  isWarmUp,
  pastOf,
  riseAcross,
  riseBetweenQuarters,
  spanOfGrowth,
  testOf,
  type Growth,
} from './growth';
import { medianIn } from './spans';

const minute = 60_000;
const hour = 60 * minute;
const count = 481;

interface Given {
  usage?: Sizes;
  limit?: Sizes;
  hours?: number;
  /** Hours for which it had run before the range. */
  before?: number;
  completed?: boolean;
  over?: boolean;
  isSum?: boolean;
  meanOver?: number;
  labels?: Record<string, string>;
}

function runOf(given: Given = {}) {
  const { usage = 1000, limit = NaN, hours = 8, before = 24, completed = false, over = false } = given;
  const { isSum = false, meanOver = 0, labels = { pod: 'store-0' } } = given;
  const step = (hours * hour) / (count - 1);
  const instance = { start: 0, end: count, from: 0, to: hours * hour, startedAt: -before * hour, goVersion: null };
  const composition = {
    ...columns(count, { usage, limit }),
    time: Float64Array.from({ length: count }, (_, i) => i * step),
    workload: { isSum, meanOver, labels, series: {} },
  };
  const context = {
    composition,
    series: {},
    settings: settingsOf(),
    step,
    isCompleted: () => completed,
    isOver: () => over,
  };
  return { context: context as never as Context, instance: instance as never as CompositionInstance };
}

const noise = seeded(7);
/** MiB at a share of the way, with a little noise. */
const values = (at: (share: number) => number) =>
  column(
    count,
    over(count, (share) => at(share) + 0.2 * noise())
  );
const grows = values((share) => 200 + 600 * share);

describe('growthInRun', () => {
  const growth = (given: Given = {}, of = grows) => {
    const { context, instance } = runOf(given);
    return growthInRun(context, instance, of, 'middle');
  };

  it('is a rise that goes on for longer than a working day begins', () => {
    expect(growth()).toMatchObject({ continues: true, mayBeLoad: false, period: 0 });
    const bytes = growth()?.bytes ?? 0;
    expect(bytes / MiB).toBeGreaterThan(560);
    expect(bytes / MiB).toBeLessThan(640);
  });

  it('is nothing without values, or in a series that is flat', () => {
    const { context, instance } = runOf();
    expect(growthInRun(context, instance, undefined, 'middle')).toBeNull();
    expect(
      growth(
        {},
        values(() => 500)
      )
    ).toBeNull();
    expect(
      growth(
        {},
        values((share) => 500 + 40 * share)
      )
    ).toBeNull();
    expect(
      growth(
        {},
        values((share) => 500 + 60 * share)
      )
    ).not.toBeNull();
  });

  it('may be load where it is as short as a morning, unless it is as steep as none', () => {
    const doubles = values((share) => 400 + 400 * share);
    expect(growth({ hours: 4 }, doubles)?.mayBeLoad).toBe(true);
    expect(
      growth(
        { hours: 4 },
        values((share) => 200 + 600 * share)
      )?.mayBeLoad
    ).toBe(false);
    // It goes on for nine hours at most, to twice its level.
    expect(growth({ hours: 8 }, doubles)?.mayBeLoad).toBe(true);
    expect(growth({ hours: 12 }, doubles)?.mayBeLoad).toBe(false);
  });

  it('may be what fills as a young run starts', () => {
    expect(growth({ before: 0, hours: 2.5 })?.mayBeLoad).toBe(true);
    expect(growth({ before: 0 })?.mayBeLoad).toBe(false);
    expect(growth({ before: 2, hours: 2.5 })?.mayBeLoad).toBe(false);
  });

  it('may be load of a job that completed', () => expect(growth({ completed: true })?.mayBeLoad).toBe(true));

  it('may be a step that a mean over time made a rise of', () => {
    const mean = values((share) => 200 + 600 * Math.min(1, Math.max(0, (share - 0.2) / 0.7)));
    // It takes 5.6 hours of eight.
    expect(growth({ meanOver: 6 * hour }, mean)?.mayBeLoad).toBe(true);
    expect(growth({ meanOver: 8 * hour })?.mayBeLoad).toBe(true);
    expect(growth({ meanOver: 2 * hour })?.mayBeLoad).toBe(false);
  });

  describe('of a sum of pods', () => {
    const limits = (from: number, to: number) =>
      Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

    it('may be of more of them, unless their limits stay', () => {
      expect(growth({ isSum: true })?.mayBeLoad).toBe(true);
      expect(growth({ isSum: true, limit: 2000 })?.mayBeLoad).toBe(false);
      expect(growth({ isSum: true, limit: limits(2000, 2300) })?.mayBeLoad).toBe(false);
      expect(growth({ isSum: true, limit: limits(2000, 2500) })?.mayBeLoad).toBe(true);
    });

    it('may be so where no label tells one pod, and limits rise', () => {
      const labels = { namespace: 'obs', container: 'store' };
      expect(growth({ labels })?.mayBeLoad).toBe(false);
      expect(growth({ labels, limit: limits(2000, 2500) })?.mayBeLoad).toBe(true);
      expect(growth({ labels, limit: limits(2000, 2300) })?.mayBeLoad).toBe(false);
      expect(growth({ limit: limits(2000, 2500) })?.mayBeLoad).toBe(false);
    });
  });
});

describe('what a rise has to be', () => {
  const least = (given: Given) => {
    const { context, instance } = runOf(given);
    return testOf(context, instance, 'low').bytes / MiB;
  };

  it('is 32 MiB, a twentieth of the largest usage, or a tenth of the limit where that is less', () => {
    expect(least({ usage: 100 })).toBe(32);
    expect(least({ usage: Array.from({ length: count }, (_, i) => (i === count - 1 ? 1000 : 100)) })).toBe(50);
    expect(least({ usage: 100, limit: 200 })).toBeCloseTo(20, 9);
    expect(least({ usage: 100, limit: 400 })).toBe(32);
    expect(least({ usage: NaN })).toBe(32);
  });

  it('is more than a series moves that is flat', () => {
    const { context, instance } = runOf({ usage: 100 });
    expect(
      isFlat(
        context,
        instance,
        column(
          count,
          Array.from({ length: count }, (_, i) => 31.9 * (i / 480))
        )
      )
    ).toBe(true);
    expect(
      isFlat(
        context,
        instance,
        column(
          count,
          Array.from({ length: count }, (_, i) => 32.1 * (i / 480))
        )
      )
    ).toBe(false);
    expect(isFlat(context, instance, column(count))).toBe(true);
  });
});

const growthOf = (more: Partial<Growth> = {}): Growth => ({
  from: 0,
  to: 4 * hour,
  low: 100 * MiB,
  high: 300 * MiB,
  bytes: 200 * MiB,
  rate: 5,
  rateAtEnd: 5,
  continues: true,
  period: 0,
  mayBeLoad: false,
  ...more,
});

describe('what is said of a growth', () => {
  const headline = (growth: Partial<Growth>, over = false) => {
    const { context, instance } = runOf({ over });
    return [headlineOf(context, instance, growthOf(growth)), pastOf(context, instance, growthOf(growth))];
  };

  it('is whether it goes on, has ended, may be load, or its run is over', () => {
    expect(headline({})).toEqual(['headline', 'headline']);
    expect(headline({}, true)).toEqual(['headline-over', 'headline-over']);
    expect(headline({ continues: false }, true)).toEqual(['headline-ended', 'headline-ended']);
    expect(headline({ continues: false, mayBeLoad: true })).toEqual(['headline-ended', 'headline-ended']);
    expect(headline({ mayBeLoad: true })).toEqual(['headline-open', 'headline']);
  });

  it('is how long it took: to the end of the run where it goes on', () => {
    const { instance } = runOf();
    expect(spanOfGrowth(instance, growthOf())).toEqual({ from: 0, to: 8 * hour });
    expect(spanOfGrowth(instance, growthOf({ continues: false }))).toEqual({ from: 0, to: 4 * hour });
  });

  it('is its size, ends, duration and pace', () => {
    expect(growthValues(growthOf())).toEqual({
      size: { kind: 'bytes', value: 200 * MiB },
      low: { kind: 'bytes', value: 100 * MiB },
      high: { kind: 'bytes', value: 300 * MiB },
      duration: { kind: 'duration', value: 4 * hour },
      rate: { kind: 'rate', value: 5 },
    });
    expect(growthValues(growthOf({ low: -1 })).low).toEqual({ kind: 'bytes', value: 0 });
  });

  it('is what stays flat beside it', () => {
    const { context } = runOf();
    const flat = (change: number) =>
      flatEvidence(
        context,
        growthOf({ from: hour, to: 7 * hour }),
        { values: values((share) => 500 + (share > 0.5 ? change : 0)), what: 'Go' },
        () => 'go'
      );
    expect(flat(0).map(({ text }) => text.id)).toEqual(['growth.flat']);
    expect(flat(99)[0].text.values).toMatchObject({ what: { value: 'Go' } });
    expect(flat(-99)).toHaveLength(1);
    expect(flat(101)).toEqual([]);
    expect(flat(-101)).toEqual([]);
    expect(flat(NaN)).toEqual([]);
  });
});

describe('isWarmUp', () => {
  const warmUp = (growth: Partial<Growth>, before = 0) => {
    const { context, instance } = runOf({ before });
    return isWarmUp(context, instance, growthOf(growth));
  };

  it('is what rises within ten minutes of the start, and stays', () => {
    expect(warmUp({ continues: false, from: 9 * minute })).toBe(true);
    expect(warmUp({ continues: false, from: 10 * minute })).toBe(false);
    expect(warmUp({ from: 9 * minute })).toBe(false);
    // A range that begins later shows no start, and a start after the first sample is later.
    expect(warmUp({ continues: false, from: 9 * minute }, 5)).toBe(true);
    expect(warmUp({ continues: false, from: 69 * minute }, -1)).toBe(true);
  });
});

describe('riseAcross', () => {
  const across = (rise: Partial<Growth>, of = values((share) => 100 + 800 * share)) => {
    const { context, instance } = runOf();
    return riseAcross(context, instance, growthOf(rise), (first, last) => medianIn(of, first, last)) / MiB;
  };

  it('is from one end of a growth to the other, as far as its pace tells', () => {
    expect(across({ from: 0, to: 8 * hour })).toBeCloseTo(800, -1);
    expect(across({ from: 2 * hour, to: 6 * hour })).toBeCloseTo(400, -1);
    expect(
      across(
        { from: 0, to: 8 * hour },
        values(() => 500)
      )
    ).toBeCloseTo(0, 0);
  });

  it('compares hour with hour, where days were compared', () => {
    const { context, instance } = runOf({ hours: 96 });
    const daily = values((share) => 500 + 100 * 4 * share + 300 * Math.sin(2 * Math.PI * 4 * share));
    const rise = growthOf({ from: 0, to: 96 * hour, period: 24 * hour });
    const level = (first: number, last: number) => medianIn(daily, first, last);
    expect(riseAcross(context, instance, rise, level) / MiB).toBeCloseTo(400, -1);
  });
});

describe('riseBetweenQuarters', () => {
  it('is the median of the last quarter less that of the first', () => {
    const { instance } = runOf();
    const steps = column(
      count,
      Array.from({ length: count }, (_, i) => (i < 121 ? 100 : i < 360 ? 900 : 300))
    );
    expect(inMiB([riseBetweenQuarters(steps, instance)])).toEqual([200]);
    expect(inMiB([riseBetweenQuarters(steps, { ...instance, start: 360 })])).toEqual([0]);
  });
});

describe('difference', () => {
  it('is not known where one is not', () =>
    expect(inMiB(difference(column(3, [5, NaN, 2]), column(3, [1, 1, 3])))).toEqual([4, NaN, -1]));
});
