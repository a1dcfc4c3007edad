import { flat, over } from '../../tests/fixtures/diagnosis';
import { container, frame, metricOf, type Sample } from '../../tests/fixtures/frames';
import { settingsOf } from '../diagnosis/options';
import type { Finding } from '../diagnosis/types';
import type { InputFrame } from '../metrics/types';
import { MiB } from '../metrics/units';
import { prepare } from '../prepare';
import { plainText } from '../texts/plainText';
import { roundDown, roundUp } from './rules';
import { sizingOf } from './sizing';
import type { Figure, Sizing } from './types';

/** Two hours at a step of 15 s. */
const count = 480;

function sized(frames: InputFrame[]): Sizing {
  const model = prepare(frames);
  if (model.kind !== 'model') {
    throw new Error('nothing to size');
  }
  return sizingOf(model.workloads[0], settingsOf(), model.workloads);
}

const textOf = ({ why }: Figure): string => why.map(plainText).join(' ');
const steady = (more: Partial<Sample> = {}) => over(count, () => ({ ...flat, ...more }));

describe('sizingOf', () => {
  it('recommends request < GOMEMLIMIT < limit of what is steady, each with its formula', () => {
    const { request, limit, goMemLimit, numbers } = sized(container(steady(), { version: 'go1.22.1' }));
    const peak = numbers?.need.peak ?? NaN;
    expect(request.bytes).toBeGreaterThanOrEqual(peak);
    expect(limit.bytes).toBeGreaterThanOrEqual(1.2 * peak);
    expect(goMemLimit.bytes).toBeLessThanOrEqual(0.9 * (limit.bytes ?? NaN));
    expect(numbers?.growthPerDay).toBe(0);
    expect(numbers?.untilLimit).toBeNull();
    for (const figure of [request, limit, goMemLimit]) {
      expect(textOf(figure)).not.toMatch(/\{\{|sizing\.|unknown/);
    }
    expect(textOf(limit)).toContain('peak of the day');
    expect(textOf(limit)).toContain('no burst of load');
  });

  it('has no GOMEMLIMIT before Go 1.19, and none without Go', () => {
    const old = sized(container(steady(), { version: 'go1.18.10' })).goMemLimit;
    expect([old.bytes, textOf(old)]).toEqual([null, expect.stringContaining('go1.18.10')]);
    const without = container(steady()).filter(({ refId }) => refId === 'A');
    const other = sized(without);
    expect([other.goMemLimit.bytes, textOf(other.goMemLimit)]).toEqual([null, expect.stringContaining('Go series')]);
    expect(other.limit.bytes).not.toBeNull();
  });

  it('recommends no limit for a leak, and says which', () => {
    const leak = over(count, (share) => ({
      ...flat,
      usage: flat.usage + share * 800 * MiB,
      workingSet: flat.workingSet + share * 800 * MiB,
      rss: flat.rss + share * 800 * MiB,
      heapAlloc: (flat.heapAlloc ?? 0) + share * 800 * MiB,
      heapInuse: (flat.heapInuse ?? 0) + share * 800 * MiB,
      heapIdle: flat.heapIdle,
    }));
    // A process that has run for long, so that its rise is no start.
    const frames = container(leak, { version: 'go1.22.1', limit: 4096 * MiB }).concat(
      frame(
        'process_start_time_seconds',
        over(count, () => flat).map(() => -90_000)
      )
    );
    const model = prepare(frames, { durations: { coldStart: 0, day: 0 } });
    const [workload] = model.kind === 'model' ? model.workloads : [];
    const { limit, goMemLimit, request, numbers } = sizingOf(workload, settingsOf(), []);
    expect([limit.bytes, textOf(limit)]).toEqual([null, expect.stringContaining('growing need')]);
    expect(goMemLimit.bytes).toBeNull();
    expect(textOf(request)).toContain('for now only');
    expect(numbers?.growthPerDay).toBeGreaterThan(1000 * MiB);
    expect(numbers?.untilLimit).toBeGreaterThan(0);
  });

  it('recommends no GOMEMLIMIT below what was live for a while', () => {
    // Huge pages filled what Go gave back after a heap of 700 MiB: nothing tells them from memory outside of Go.
    const samples = over(count, (share) => {
      const live = share < 0.04 ? 700 : 90;
      return {
        usage: 760 * MiB,
        workingSet: 760 * MiB,
        rss: 750 * MiB,
        cache: 2 * MiB,
        heapAlloc: live * MiB,
        heapInuse: (live + 5) * MiB,
        heapIdle: (715 - live) * MiB,
        heapReleased: (700 - live) * MiB,
        stacks: MiB,
        runtime: 14 * MiB,
      };
    });
    const collections = frame(
      'go_gc_duration_seconds_count',
      samples.map((_, i) => i),
      { namespace: 'obs', pod: 'store-0', container: 'store', instance: '10.0.0.1:8080' }
    );
    const { goMemLimit } = sized([...container(samples, { version: 'go1.22.1' }), { ...collections, refId: 'B' }]);
    expect(goMemLimit.bytes).toBeNull();
    expect(textOf(goMemLimit)).toContain('less than the live heap of 700 MiB');
  });

  it('says that GOMEMLIMIT does not fit where the heap and what is outside of it are large in turns', () => {
    const inTurns = Array.from({ length: count }, (_, i): Sample => {
      const heap = (Math.floor(i / 60) % 2 === 0 ? 1000 : 100) * MiB;
      const whole = { usage: 1100 * MiB, workingSet: 1100 * MiB, rss: 1090 * MiB, cache: 10 * MiB };
      return { ...whole, heapAlloc: heap, heapInuse: heap, heapIdle: 0, heapReleased: 0, stacks: MiB, runtime: MiB };
    });
    const { goMemLimit, limit } = sized(container(inTurns, { version: 'go1.22.1' }));
    expect(limit.bytes).not.toBeNull();
    expect([goMemLimit.bytes, textOf(goMemLimit)]).toEqual([null, expect.stringContaining('Raise the limit')]);
  });

  it('asks for no larger limit because the heap fills up to GOMEMLIMIT, whatever limit that belongs to', () => {
    const of = (own: number) => {
      const samples = Array.from({ length: count }, (_, i): Sample => {
        const heap = own * (0.3 + 0.65 * ((i % 40) / 40));
        const whole = { usage: own + 20 * MiB, workingSet: own + 20 * MiB, rss: own + 15 * MiB, cache: 5 * MiB };
        return {
          ...whole,
          heapAlloc: heap,
          heapInuse: heap,
          heapIdle: own - heap,
          heapReleased: 0,
          stacks: MiB,
          runtime: 0,
        };
      });
      const more = ['go_memstats_next_gc_bytes', 'go_gc_gomemlimit_bytes'].map((name, k) =>
        frame(
          name,
          samples.map(() => own * (k === 0 ? 0.97 : 1))
        )
      );
      const limit = own / 0.9;
      return sized([...container(samples, { version: 'go1.22.1', limit }).filter(isNoGoal), ...more]);
    };
    const isNoGoal = (one: InputFrame) => !/next_gc/.test(metricOf(one));
    const first = of(1800 * MiB);
    expect(textOf(first.limit)).toContain('fills up to GOMEMLIMIT');
    expect((first.limit.bytes ?? NaN) / (2000 * MiB)).toBeCloseTo(1, 1);
    expect((first.goMemLimit.bytes ?? NaN) / (1800 * MiB)).toBeCloseTo(1, 1);
    const second = of(first.goMemLimit.bytes ?? NaN);
    expect((second.goMemLimit.bytes ?? NaN) / (first.goMemLimit.bytes ?? NaN)).toBeLessThan(1.04);
  });

  it('keeps room for bursts outside of Go that two samples see', () => {
    const burst = (i: number) => (i % 40 < 2 ? 400 * MiB : 0);
    const samples = Array.from({ length: count }, (_, i): Sample => {
      const more = burst(i);
      return { ...flat, usage: flat.usage + more, workingSet: flat.workingSet + more, rss: flat.rss + more };
    });
    const { numbers } = sized(container(samples, { version: 'go1.22.1' }));
    expect(numbers?.outside).toBeGreaterThanOrEqual(400 * MiB);
  });

  it('takes a heap that is scraped one sample late for no memory outside of Go', () => {
    const heap = (i: number) => (Math.floor(i / 20) % 2 === 0 ? 100 : 600) * MiB;
    const samples = Array.from({ length: count }, (_, i): Sample => {
      const whole = {
        usage: heap(i) + 50 * MiB,
        workingSet: heap(i) + 50 * MiB,
        rss: heap(i) + 45 * MiB,
        cache: 5 * MiB,
      };
      const late = heap(i - 1);
      return { ...whole, heapAlloc: late, heapInuse: late, heapIdle: 0, heapReleased: 0, stacks: MiB, runtime: MiB };
    });
    const { numbers } = sized(container(samples, { version: 'go1.22.1' }));
    expect(numbers?.outside).toBeLessThan(100 * MiB);
  });

  it('adds nothing for a rise below what was needed before, and one rise for one above it', () => {
    const rising = (before: number) =>
      Array.from({ length: count }, (_, i): Sample => {
        const more = (i < 100 ? before : i < 240 ? 0 : ((i - 240) / 240) * 300) * MiB;
        return { ...flat, usage: flat.usage + more, workingSet: flat.workingSet + more, rss: flat.rss + more };
      });
    const limitOf = (before: number) => {
      const { numbers } = sized(container(rising(before), { version: 'go1.22.1' }));
      return numbers && { rises: numbers.growthPerDay > 0, lasts: numbers.risingFor };
    };
    expect(limitOf(500)).toEqual({ rises: false, lasts: 0 });
    expect(limitOf(0)).toMatchObject({ rises: true });
    expect((limitOf(0)?.lasts ?? NaN) / (240 * 15_000)).toBeCloseTo(1, 0);
  });

  it('takes the end of a fitted line above a morning that flattens for no new height', () => {
    const morning = Array.from({ length: count }, (_, i): Sample => {
      const more = (i < 100 ? 311 : i < 240 ? 0 : Math.min(0.93, (i - 240) / 240) * 333) * MiB;
      return { ...flat, usage: flat.usage + more, workingSet: flat.workingSet + more, rss: flat.rss + more };
    });
    expect(sized(container(morning, { version: 'go1.22.1' })).numbers?.growthPerDay).toBe(0);
  });

  it('requests no more than the present limit, also where it recommends none', () => {
    const full = container(steady({ usage: 999 * MiB, workingSet: 998 * MiB, rss: 990 * MiB }), {
      limit: 1000 * MiB,
    });
    const leak = { id: 'heap-growth', severity: 'warning', to: Infinity, headline: { id: '', values: {} } } as Finding;
    const model = prepare(full);
    const [workload] = model.kind === 'model' ? model.workloads : [];
    const { request, limit, numbers } = sizingOf({ ...workload, findings: [leak] }, settingsOf(), []);
    expect([limit.bytes, request.bytes]).toEqual([null, numbers?.presentLimit]);
  });

  it('recommends nothing where the need is not known or the range is short', () => {
    const noSet = container(steady()).filter((one) => !/working_set/.test(metricOf(one)));
    const unknown = sized(noSet);
    expect([unknown.request.bytes, unknown.limit.bytes, unknown.goMemLimit.bytes]).toEqual([null, null, null]);
    expect(textOf(unknown.limit)).toContain('container_memory_working_set_bytes');
    const short = sized(container(over(20, () => flat)));
    expect([short.limit.bytes, textOf(short.limit)]).toEqual([null, expect.stringContaining('longer range')]);
  });
});

describe('rounding', () => {
  it.each([1, 100, 3 * MiB, 700 * MiB, 5000 * MiB])('takes %d to whole MiB, off by a 32nd at the most', (bytes) => {
    const [up, down] = [roundUp(bytes), roundDown(bytes)];
    expect([up % MiB, down % MiB]).toEqual([0, 0]);
    expect(up).toBeGreaterThanOrEqual(bytes);
    expect(down).toBeLessThanOrEqual(bytes);
    expect(up - bytes).toBeLessThanOrEqual(Math.max(MiB, bytes / 32));
  });
});
