import { find, findingsOf, flat, over, textOf } from '../../../tests/fixtures/diagnosis';
import { container, frame, metricOf, store, type Sample } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';
import type { InputFrame } from '../../metrics/types';

const limited = 1000 * MiB;
/** An hour at a step of 15 s. */
const count = 240;

/** A life of an hour that ends in a reported kill, and the one after it. */
function killed(life: Sample[], { goMemLimit = NaN, version = 'go1.22.1', limit = limited } = {}): InputFrame[] {
  const reported = Array.from({ length: 230 }, (_, i) => 3630 + i * 15);
  const own = Array.from({ length: 2 * count }, () => goMemLimit);
  return [
    ...container(life, { id: '/kubepods/a/1', limit, version }),
    ...container(
      over(count, () => flat),
      { start: 3600, id: '/kubepods/a/2', limit, version }
    ),
    ...(Number.isNaN(goMemLimit)
      ? []
      : [{ ...frame('go_gc_gomemlimit_bytes', own, { ...store, instance: '10.0.0.1:8080' }), refId: 'B' }]),
    frame(
      'kube_pod_container_status_last_terminated_reason',
      reported.map(() => 1),
      { ...store, reason: 'OOMKilled' },
      reported
    ),
  ];
}

/** A container of Go with `live` MiB that the collector leaves, what it keeps, and what is outside of it. */
const go = (live: number, kept: number, outside: number): Sample => ({
  usage: (kept + outside) * MiB,
  workingSet: (kept + outside) * MiB,
  rss: (kept + outside - 2) * MiB,
  cache: 2 * MiB,
  heapAlloc: live * MiB,
  heapInuse: (live + 1) * MiB,
  heapReleased: 0,
  heapIdle: (kept - live - 1) * MiB,
  stacks: 0,
  runtime: 0,
});

describe('a kill of a container whose Go knows a limit', () => {
  it('asks for a lower GOMEMLIMIT where that leaves no room for what is outside of Go', () => {
    const life = over(count, (share) => go(400, 900, 20 + 75 * share));
    const finding = find(killed(life, { goMemLimit: 920 * MiB }), 'oom-killed');
    expect(finding?.advice.id).toBe('oom-risk.advice-no-room');
    expect(finding?.evidence.map(({ text }) => text.id)).toContain('oom-risk.gomemlimit-no-room');
  });

  it('does not claim that GOMEMLIMIT helps where live memory fills it', () => {
    const life = over(count, (share) => go(300 + 600 * share, 380 + 600 * share, 10));
    const finding = find(killed(life, { goMemLimit: 900 * MiB }), 'oom-killed');
    expect(finding?.advice.id).toBe('oom-risk.advice-collector');
    expect(finding?.evidence.map(({ text }) => text.id)).toContain('gc-thrash.live');
  });

  it.each([
    ['oom-killed.advice-go', 'go1.22.1', NaN],
    ['oom-killed.advice-go', 'go1.22.1', 1100 * MiB],
    ['oom-killed.advice-go-old', 'go1.18.3', NaN],
  ])('says %s for %s with GOMEMLIMIT %d', (advice, version, goMemLimit) => {
    const life = over(count, (share) => go(300 + 600 * share, 380 + 600 * share, 10));
    expect(find(killed(life, { version, goMemLimit }), 'oom-killed')?.advice.id).toBe(advice);
  });
});

describe('what the headline of a kill at the limit says beside it', () => {
  it('is what most of the container was where nothing rose', () => {
    const finding = find(killed(over(count, () => go(500, 930, 20))), 'oom-killed');
    expect(textOf(finding)).toContain('Most of it was memory of Go: 930 MiB.');
    expect(finding?.advice.id).toBe('oom-killed.advice-go');
  });

  it('is that nothing is seen where no part is most of it', () => {
    const parts = { usage: 900 * MiB, workingSet: 700 * MiB, rss: 300 * MiB, cache: 300 * MiB };
    expect(textOf(find(killed(over(count, () => parts)), 'oom-killed'))).toContain('do not show what filled it.');
  });
});

describe('a kill far below the limit', () => {
  const teeth = Array.from({ length: count }, (_, i) => go(80, 100 + 30 * (i % 6), 5));
  const evidenceOf = (life: Sample[]) => {
    const finding = find(killed(life), 'oom-killed');
    expect(textOf(finding)).toContain('of its own limit');
    return finding?.evidence.map(({ text }) => text.id);
  };

  it('takes no tooth of the collector for what led to it', () => {
    expect(evidenceOf(teeth)).not.toContain('oom-killed.rise');
  });

  it('tells the rise that ended above all of the life before', () => {
    expect(evidenceOf([...teeth.slice(0, -1), go(380, 400, 5)])).toContain('oom-killed.rise');
  });
});

describe('a kill by the reason alone', () => {
  const life = over(count, () => go(500, 880, 5));
  const without = (frames: InputFrame[]) =>
    frames.filter((one) => metricOf(one) !== 'container_spec_memory_limit_bytes');

  it('is at a limit that no series tells, or of the node; and of the node where there is none', () => {
    const unknown = find(without(killed(life)), 'oom-killed');
    expect(unknown).toMatchObject({
      headline: { id: 'oom-killed.headline-limit-unknown' },
      advice: { id: 'oom-killed.advice-limit-unknown' },
    });
    const none = find(killed(life, { limit: 0 }), 'oom-killed');
    expect(none).toMatchObject({
      headline: { id: 'oom-killed.headline-no-limit' },
      advice: { id: 'oom-killed.advice-node' },
    });
  });

  it('says that the collector never ran where it counted nothing, and accuses no leak', () => {
    const filled = over(count, (share) => go(100 + 780 * share, 110 + 800 * share, 5));
    const collections = (each: number) =>
      frame(
        'go_gc_duration_seconds_count',
        Array.from({ length: count }, (_, i) => i * each),
        { ...store, instance: '10.0.0.1:8080' }
      );
    const advice = (each: number) => find([...killed(filled), collections(each)], 'oom-killed')?.advice.id;
    expect(advice(0)).toBe('oom-killed.advice-gc-off');
    expect(advice(1)).toBe('oom-killed.advice-go');
    expect(find([...killed(filled), collections(0)], 'heap-growth')).toBeUndefined();
  });
});

describe('the risk before a kill', () => {
  const fill = (last: Sample) => [...over(count - 2, () => go(150, 200, 10)), last, last];
  const risk = (last: Sample) => find(killed(fill(last)), 'oom-risk');

  it('is what was needed where all of the fill was memory of the process', () => {
    expect(risk(go(850, 900, 10))?.headline.id).toBe('oom-risk.headline-over');
  });

  it('is all of the limit where the last samples are far from it', () => {
    expect(risk(go(790, 830, 10))?.headline.id).toBe('oom-risk.headline-unseen');
  });

  it('is that what could be taken back was needed where that filled the container', () => {
    const cache = { ...go(150, 200, 10), usage: 950 * MiB, workingSet: 940 * MiB, cache: 740 * MiB };
    expect(risk(cache)?.headline.id).toBe('oom-risk.headline-killed');
  });
});

it('puts a collector at its limit before the risk that follows from it', () => {
  const live = (share: number) => 300 + 520 * share;
  const samples = over(count, (share) => go(live(share), Math.max(live(share) + 20, 800), 15));
  const { length } = samples;
  const target = { ...store, instance: '10.0.0.1:8080' };
  const own = frame('go_gc_gomemlimit_bytes', Array(length).fill(850 * MiB), target);
  const collections = frame(
    'go_gc_duration_seconds_count',
    samples.map((_, i) => i + 40 * Math.max(0, i - 200)),
    target
  );
  const found = findingsOf([...container(samples, { version: 'go1.22.1', limit: 940 * MiB }), own, collections]);
  const both = found.filter(({ id }) => id === 'oom-risk' || id === 'gc-thrash');
  expect(both.map(({ id, severity }) => `${id} ${severity}`)).toEqual(['gc-thrash warning', 'oom-risk warning']);
  expect(both[1].bytes).toBeGreaterThan(both[0].bytes);
});

describe('a kill of which only working set and rss are known', () => {
  /** rss warms up from 400 to 600 MiB in the first tenth; what working set holds beside it rises until the kill. */
  const life = over(count, (share) => {
    const rss = 400 + 200 * Math.min(1, 10 * share);
    return { usage: NaN, workingSet: (rss + 395 * share) * MiB, rss: rss * MiB, cache: NaN };
  });
  const bare = (samples: Sample[]) =>
    killed(samples).filter((one) => /working_set|rss|limit|start_time|reason/.test(metricOf(one)));
  const frames = bare(life);

  it('names what is not memory of the program', () => {
    const finding = find(frames, 'oom-killed');
    expect(textOf(finding)).toMatch(/memory that is not of the program \(.*\) rose from \d.* to 39\d MiB/);
    expect(finding?.advice.id).toBe('oom-killed.advice-beside-rss');
    expect(find(frames, 'cache-growth')?.headline.id).toBe('cache-growth.headline-beside-over');
  });

  it('makes no warning of a warm-up that ended far below the limit', () =>
    expect(find(frames, 'anonymous-growth')?.severity ?? 'info').toBe('info'));

  it('warns of memory of the program that rose until the kill', () => {
    const leak = over(count, (share) => ({
      usage: NaN,
      workingSet: (410 + 585 * share) * MiB,
      rss: (400 + 585 * share) * MiB,
      cache: NaN,
    }));
    expect(find(bare(leak), 'anonymous-growth')?.severity).toBe('warning');
  });
});
