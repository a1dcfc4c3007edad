import { flat, over } from '../../tests/fixtures/diagnosis';
import { container, frame, type Sample } from '../../tests/fixtures/frames';
import { settingsOf } from '../diagnosis/options';
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
  const [{ composition, findings }] = model.workloads;
  return sizingOf(composition, findings, settingsOf());
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
    const [{ composition, findings }] = model.kind === 'model' ? model.workloads : [];
    const { limit, goMemLimit, request, numbers } = sizingOf(composition, findings, settingsOf());
    expect([limit.bytes, textOf(limit)]).toEqual([null, expect.stringContaining('growing need')]);
    expect(goMemLimit.bytes).toBeNull();
    expect(textOf(request)).toContain('for now only');
    expect(numbers?.growthPerDay).toBeGreaterThan(1000 * MiB);
    expect(numbers?.untilLimit).toBeGreaterThan(0);
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

  it('recommends nothing where the need is not known or the range is short', () => {
    const noSet = container(steady()).filter(({ fields }) => !/working_set/.test(fields[1].labels?.__name__ ?? ''));
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
