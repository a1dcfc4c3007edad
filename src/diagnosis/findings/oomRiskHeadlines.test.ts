import { find } from '../../../tests/fixtures/diagnosis';
import { container, frame, metricOf, store, type Sample } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';
import { riskShares } from '../options';

/** Two hours at a step of 15 s. */
const count = 480;
const id = '/kubepods/a/1';

interface Course {
  /** MiB that live at a share of the way. */
  live: (share: number) => number;
  limit?: (share: number) => number;
  /** Working set, as a share of what is needed. */
  shown?: number;
  swap?: number;
  more?: Partial<Sample>;
}

function found({ live, limit = () => 1000, shown = 1, swap, more = {} }: Course) {
  const shares = Array.from({ length: count }, (_, i) => i / (count - 1));
  const samples = shares.map((share): Sample => {
    const needed = live(share);
    return {
      usage: (needed + 2) * MiB,
      workingSet: shown * (needed + 2) * MiB,
      rss: needed * MiB,
      cache: 2 * MiB,
      heapAlloc: (needed - 20) * MiB,
      heapInuse: (needed - 15) * MiB,
      heapReleased: 20 * MiB,
      heapIdle: 20 * MiB,
      stacks: 5 * MiB,
      runtime: 10 * MiB,
      ...more,
    };
  });
  const frames = container(samples, { version: 'go1.22.1', id }).map((one) =>
    metricOf(one) === 'container_spec_memory_limit_bytes'
      ? frame(
          'container_spec_memory_limit_bytes',
          shares.map((share) => limit(share) * MiB),
          { ...store, id }
        )
      : one
  );
  const swapped = frame(
    'container_memory_swap',
    shares.map(() => (swap ?? 0) * MiB),
    { ...store, id }
  );
  return find([...frames, ...(swap === undefined ? [] : [swapped])], 'oom-risk');
}

const told = (course: Course) => {
  const finding = found(course);
  return finding && [finding.headline.id.replace('oom-risk.', ''), finding.severity];
};

describe('what is said of a risk', () => {
  it('is how near it is: by shares of the limit', () => {
    const at = (share: number) => told({ live: () => 1000 * share });
    expect(at(riskShares.warning - 0.01)).toBeUndefined();
    expect(at(riskShares.warning + 0.01)).toEqual(['headline', 'warning']);
    expect(at(riskShares.critical - 0.01)).toEqual(['headline', 'warning']);
    expect(at(riskShares.critical + 0.01)).toEqual(['headline', 'critical']);
  });

  it('is that working set hides it', () => {
    expect(told({ live: () => 980, shown: 0.5 })).toEqual(['headline-hidden', 'critical']);
    expect(found({ live: () => 980, shown: 0.5 })?.headline.values).toMatchObject({
      need: { kind: 'ratio', value: expect.closeTo(0.98) },
      workingSet: { kind: 'ratio', value: expect.closeTo(0.491, 2) },
    });
  });

  it('is that it has passed, for one step less', () => {
    expect(told({ live: (share) => (share < 0.5 ? 980 : 500) })).toEqual(['headline-passed', 'warning']);
    expect(told({ live: (share) => (share < 0.5 ? 920 : 500) })).toEqual(['headline-passed', 'info']);
  });

  it('is that the limit was raised, where as much is needed as before', () => {
    const raised = (later: number, to = 2000) =>
      told({ live: (share) => (share < 0.5 ? 980 : later), limit: (share) => (share < 0.5 ? 1000 : to) });
    expect(raised(980)).toEqual(['headline-raised', 'warning']);
    expect(raised(900)).toEqual(['headline-raised', 'warning']);
    expect(raised(870)).toEqual(['headline-passed', 'warning']);
    expect(raised(1200)).toEqual(['headline-passed', 'warning']);
  });

  it('is what is in swap, which kept the container alive', () => {
    expect(told({ live: () => 980, swap: 300 })).toEqual(['headline-swap', 'warning']);
    const finding = found({ live: () => 980, swap: 300 });
    expect(finding?.advice.id).toBe('oom-risk.advice-swap');
    expect(finding?.headline.values.swap).toEqual({ kind: 'bytes', value: 300 * MiB });
    expect(told({ live: () => 980, swap: 10 })).toEqual(['headline', 'critical']);
  });

  it('is stacks where they are two fifths of the need', () => {
    const stacks = (mib: number) =>
      found({
        live: () => 980,
        more: { stacks: mib * MiB, heapAlloc: (930 - mib) * MiB, heapInuse: (935 - mib) * MiB },
      })?.advice.id;
    expect(stacks(450)).toBe('stack-growth.advice');
    expect(stacks(350)).toBe('oom-risk.advice');
  });

  it('comes back in bursts where they have not ended', () => {
    const bursts = (until: number) =>
      told({ live: (share) => (share < until && Math.floor(share * (count - 1)) % 40 === 20 ? 980 : 500) });
    expect(bursts(1)?.[0]).toBe('headline-bursts');
    expect(bursts(0.5)?.[0]).toBe('headline-passed');
  });
});
