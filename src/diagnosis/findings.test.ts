import type { InputFrame } from '../metrics/types';
import { prepare } from '../prepare';
import { find, findingsOf, flat, over, textOf } from '../../tests/fixtures/diagnosis';
import { container, frame, store, type Sample } from '../../tests/fixtures/frames';
import { MiB } from '../metrics/units';
import type { FindingId } from './types';

const go = (metric: string, value: (share: number) => number, count: number): InputFrame => ({
  ...frame(
    metric,
    Array.from({ length: count }, (_, i) => value(i / (count - 1))),
    { ...store, instance: '10.0.0.1:8080' }
  ),
  refId: 'B',
});

/** Two hours at a step of 15 s. */
const count = 480;

describe('what was freed lazily', () => {
  it('is not told from tmpfs that grows beside it without Go series', () => {
    // 350 MiB of rss, of which 280 were freed lazily and are inactive; tmpfs grows from 0 to 250 MiB.
    const frames = container(
      over(count, (share) => ({
        usage: (352 + 250 * share) * MiB,
        workingSet: (72 + 250 * share) * MiB,
        rss: 350 * MiB,
        cache: 250 * share * MiB,
      })),
      { limit: 1000 * MiB }
    );
    const told = findingsOf(frames).map(({ id, severity, headline }) => `${id} ${severity} ${headline.id}`);
    expect(told).toContain('anonymous-growth info anonymous-growth.headline-freed-or-cache');
    expect(told.join()).toMatch(/lazily-freed/);
    expect(told.join()).not.toMatch(/cache-growth/);
  });

  it('is not taken for memory of Go in use where it is more than Go ever had', () => {
    const jemalloc: Sample = {
      usage: 2300 * MiB,
      workingSet: 1080 * MiB,
      rss: 2200 * MiB,
      cache: 20 * MiB,
      heapAlloc: 60 * MiB,
      heapInuse: 70 * MiB,
      heapReleased: 5 * MiB,
      heapIdle: 10 * MiB,
      stacks: 2 * MiB,
      runtime: 13 * MiB,
    };
    const frames = container(
      over(count, () => jemalloc),
      { version: 'go1.22.1', limit: 2500 * MiB }
    );
    const model = prepare(frames);
    const [{ composition, findings }] = model.kind === 'model' ? model.workloads : [];
    const { lazilyFreed, need } = composition;
    expect(lazilyFreed.floor[0]).toBeLessThanOrEqual(lazilyFreed.estimate[0]);
    expect(need.low[0]).toBeLessThan(0.6 * 2500 * MiB);
    expect(findings.map(({ id, confidence }) => `${id} ${confidence}`)).toEqual([
      'oom-risk possible',
      'lazily-freed possible',
      'insufficient-data proven',
    ]);
    expect(textOf(findings[1])).toContain('another allocator');
  });

  it('may hide behind active cache, which is said', () => {
    const hidden: Sample = {
      usage: 7300 * MiB,
      workingSet: 7250 * MiB,
      rss: 2000 * MiB,
      cache: 5200 * MiB,
      heapAlloc: 150 * MiB,
      heapInuse: 160 * MiB,
      heapReleased: 1780 * MiB,
      heapIdle: 1800 * MiB,
      stacks: 5 * MiB,
      runtime: 35 * MiB,
    };
    const frames = container(
      over(count, () => hidden),
      { version: 'go1.13.5' }
    );
    expect(findingsOf(frames).map(({ id }) => id)).toEqual(['cache-growth', 'insufficient-data']);
    expect(textOf(findingsOf(frames)[1])).toMatch(/up to 1\.7\d GiB .* behind active cache/);
    const eager = container(
      over(count, () => hidden),
      { version: 'go1.22.1' }
    );
    expect(findingsOf(eager).map(({ id, severity }) => `${id} ${severity}`)).toEqual([
      'cache-growth info',
      'huge-page-bloat info',
    ]);
  });
});

describe('files in memory at a full limit', () => {
  it('grow in the place of file cache, which the lists of files tell', () => {
    const samples = over(count, (share) => ({
      usage: 990 * MiB,
      workingSet: (640 + 250 * share) * MiB,
      rss: 600 * MiB,
      cache: 380 * MiB,
    }));
    const list = (name: string, of: (share: number) => number) =>
      frame(
        `container_memory_total_${name}_file_bytes`,
        samples.map((_, i) => of(i / (count - 1)) * MiB),
        { ...store, id: '/kubepods/a/1' }
      );
    const frames = [
      ...container(samples, { limit: 1000 * MiB }),
      list('active', () => 30),
      list('inactive', (share) => 350 - 250 * share),
    ];
    const finding = find(frames, 'shared-memory-growth');
    expect(finding?.confidence).toBe('likely');
    expect(finding?.evidence[0].promql).toMatch(/total_active_file_bytes.*total_inactive_file_bytes/);
    expect(finding?.bytes).toBeGreaterThan(200 * MiB);
  });
});

describe('huge pages', () => {
  it('are as large as what is outside of Go while Go does not use its released memory again', () => {
    // Every third sample Go has given back 600 MiB, of which 100 are resident; it uses most of them in between.
    let i = 0;
    const samples = over(count, () => {
      const isIdle = i++ % 3 === 0;
      const released = isIdle ? 600 : 50;
      const rss = isIdle ? 300 : 700;
      return {
        usage: (rss + 10) * MiB,
        workingSet: (rss + 10) * MiB,
        rss: rss * MiB,
        cache: 5 * MiB,
        heapAlloc: 80 * MiB,
        heapInuse: 90 * MiB,
        heapReleased: released * MiB,
        heapIdle: 690 * MiB,
        stacks: MiB,
        runtime: 19 * MiB,
      };
    });
    const finding = find(container(samples, { version: 'go1.22.1' }), 'huge-page-bloat');
    expect(finding?.bytes).toBe(100 * MiB);
  });
});

describe('growth', () => {
  const plus = (bytes: number, parts: Array<keyof Sample>): Sample => ({
    ...flat,
    ...Object.fromEntries(parts.map((part) => [part, (flat[part] ?? 0) + bytes])),
  });
  it.each<[FindingId, Array<keyof Sample>]>([
    ['off-heap-growth', ['usage', 'workingSet', 'rss']],
    ['page-cache-growth', ['usage', 'cache']],
    ['cache-growth', ['usage', 'workingSet', 'cache']],
    ['kernel-memory-growth', ['usage', 'workingSet']],
    ['stack-growth', ['usage', 'workingSet', 'rss', 'stacks']],
    ['heap-growth', ['usage', 'workingSet', 'rss', 'heapAlloc', 'heapInuse']],
  ])('%s is told apart from all others', (id, parts) => {
    const findings = findingsOf(container(over(count, (share) => plus(600 * MiB * share, parts))));
    expect(findings.map((finding) => finding.id)).toEqual([id]);
    expect(textOf(findings[0])).toMatch(/MiB\/h/);
  });

  it.each([
    ['go1.18.10', 'off-heap-growth.advice-old'],
    ['go1.22.1', 'off-heap-growth.advice'],
  ])('outside of Go %s asks for no setting that this release does not have', (version, advice) => {
    const rising = over(count, (share) => plus(600 * MiB * share, ['usage', 'workingSet', 'rss']));
    expect(find(container(rising, { version }), 'off-heap-growth')?.advice.id).toBe(advice);
  });

  it('of live heap needs the goal to follow', () => {
    const frames = container(
      over(count, (share) => plus(600 * MiB * share, ['usage', 'workingSet', 'rss', 'heapAlloc', 'heapInuse']))
    );
    expect(find([...frames, go('go_memstats_next_gc_bytes', () => 900 * MiB, count)], 'heap-growth')).toBeUndefined();
    expect(
      find([...frames, go('go_memstats_next_gc_bytes', (s) => (240 + 1200 * s) * MiB, count)], 'heap-growth')
    ).toBeDefined();
  });

  it('that a leak of goroutines brings along is not reported twice', () => {
    const frames = container(
      over(count, (share) => ({
        ...plus(600 * MiB * share, ['usage', 'workingSet', 'rss']),
        stacks: 500 * MiB * share,
        heapAlloc: (120 + 100 * share) * MiB,
        heapInuse: (125 + 100 * share) * MiB,
      }))
    );
    expect(findingsOf(frames).map(({ id }) => id)).toEqual(['stack-growth']);
  });
});

describe('oom-risk', () => {
  const lazy = (need: number): Sample => ({
    ...flat,
    usage: 970 * MiB,
    workingSet: 150 * MiB,
    rss: 965 * MiB,
    cache: 0,
    heapAlloc: (need - 60) * MiB,
    heapInuse: (need - 40) * MiB,
    heapReleased: (1000 - need) * MiB,
    heapIdle: (1010 - need) * MiB,
    runtime: 20 * MiB,
  });

  it('says that usage is high and the need is not', () => {
    const finding = find(
      container(
        over(count, () => lazy(375)),
        { limit: 1000 * MiB }
      ),
      'oom-risk'
    );
    expect(finding).toMatchObject({ severity: 'info' });
    expect(textOf(finding)).toMatch(/Usage is at 97 % of the limit, but 6[0-2] % of it can be reclaimed/);
  });

  it('gives no all-clear where the need is not known', () => {
    const usage = frame('container_memory_usage_bytes', Array(count).fill(970 * MiB));
    const limit = frame('container_spec_memory_limit_bytes', Array(count).fill(1000 * MiB));
    expect(find([usage, limit], 'oom-risk')).toBeUndefined();
    const workingSet = (values: number[]) => frame('container_memory_working_set_bytes', values);
    const half = Array.from({ length: count }, (_, i) => (i < count / 2 ? 300 * MiB : NaN));
    const finding = find([usage, limit, workingSet(half)], 'oom-risk');
    expect(finding).toMatchObject({ severity: 'info', to: (count / 2 - 1) * 15_000 });
    expect(textOf(finding)).not.toContain('NaN');
  });

  it('says that working set is low and the need is not', () => {
    const finding = find(
      container(
        over(count, () => lazy(960)),
        { limit: 1000 * MiB }
      ),
      'oom-risk'
    );
    expect(finding).toMatchObject({ severity: 'critical' });
    expect(textOf(finding)).toMatch(/needs 9[5-7] % of its memory limit, although working set says only 15 %/);
  });

  it('is nothing without a limit', () => {
    expect(
      find(
        container(
          over(count, () => lazy(960)),
          { limit: 0 }
        ),
        'oom-risk'
      )
    ).toBeUndefined();
  });

  it.each<[string, number, RegExp]>([
    ['missing', 2 ** 63, /GOMEMLIMIT is not set/],
    ['above the limit', 1200 * MiB, /above the limit/],
    ['below it', 900 * MiB, /Go collects harder/],
  ])('tells of a GOMEMLIMIT %s', (_, bytes, said) => {
    const frames = container(
      over(count, () => lazy(960)),
      { limit: 1000 * MiB }
    );
    expect(textOf(find([...frames, go('go_gc_gomemlimit_bytes', () => bytes, count)], 'oom-risk'))).toMatch(said);
  });
});
