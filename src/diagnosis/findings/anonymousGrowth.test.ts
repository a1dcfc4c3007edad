import { find, textOf } from '../../../tests/fixtures/diagnosis';
import { frame, seeded, store } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';
import type { Finding } from '../types';

const samples = 480;
const step = 60;
const id = '/kubepods/a/1';

type Series = Record<string, (share: number) => number>;

/** Series of one container and its process, MiB (goroutines by number) at a share of eight hours. */
function found(series: Series): Finding | undefined {
  const random = seeded(5);
  const frames = Object.entries(series).map(([metric, of]) => {
    const isOfContainer = metric.startsWith('container');
    const scale = metric === 'go_goroutines' ? 1 : MiB;
    const values = Array.from({ length: samples }, (_, i) => (of(i / (samples - 1)) + 0.2 * random()) * scale);
    const times = values.map((_, i) => i * step);
    return frame(metric, values, isOfContainer ? { ...store, id } : { ...store, instance: '10.0.0.1:80' }, times);
  });
  return find(frames, 'anonymous-growth');
}

const grows = (share: number) => 200 + 600 * share;
const flat = () => 200;
const usage = 'container_memory_usage_bytes';
const workingSet = 'container_memory_working_set_bytes';
const rss = 'container_memory_rss';
const cache = 'container_memory_cache';
const processRss = 'process_resident_memory_bytes';

describe('anonymousGrowth', () => {
  it('is likely where rss grows: nothing else is anonymous', () => {
    const finding = found({
      [usage]: (share) => grows(share) + 20,
      [workingSet]: grows,
      [rss]: grows,
      [cache]: () => 10,
    });
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      layers: ['anonymous'],
      headline: { id: 'anonymous-growth.headline' },
      advice: { id: 'anonymous-growth.advice' },
      refutedBy: { id: 'anonymous-growth.refuted' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'anonymous-growth.not-cache']);
  });

  it('leaves out what was freed lazily', () => {
    const freed = (share: number) => grows(share) - 200;
    const all = { [usage]: grows, [workingSet]: flat, [rss]: grows, [cache]: () => 0 };
    expect(found(all)).toBeUndefined();
    expect(found({ ...all, [workingSet]: (share: number) => grows(share) - freed(share) / 2 })).toBeDefined();
  });

  it.each([
    ['resident', { [processRss]: grows }, 'anonymous-growth.resident', processRss],
    ['not-cache', { [usage]: (share) => grows(share) + 50, [cache]: () => 50 }, 'anonymous-growth.no-rss', rss],
    ['working-set', { [workingSet]: grows }, 'anonymous-growth.no-rss', rss],
    ['usage', { [usage]: grows }, 'anonymous-growth.no-working-set', workingSet],
  ] satisfies Array<[string, Series, string, string]>)(
    'is possible where %s is all that grows',
    (kind, series, told, missing) => {
      const finding = found(series);
      expect(finding).toMatchObject({
        severity: 'info',
        confidence: 'possible',
        headline: { id: `anonymous-growth.headline-${kind}` },
        advice: { id: 'anonymous-growth.advice-unsplit' },
      });
      expect(finding?.evidence[1].text.id).toBe(told);
      expect(finding?.evidence[1].promql).toContain(missing);
    }
  );

  it('says nothing where nothing grows', () => {
    expect(found({ [usage]: flat, [workingSet]: flat, [rss]: flat, [cache]: flat })).toBeUndefined();
    expect(found({ [workingSet]: flat })).toBeUndefined();
  });

  it('knows goroutines behind it, where they are enough of them', () => {
    // 8 KiB each: 19,200 are a quarter of 600 MiB.
    const goroutines = (most: number) => found({ [processRss]: grows, go_goroutines: (share) => 100 + most * share });
    expect(goroutines(25_000)).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      advice: { id: 'stack-growth.advice' },
    });
    expect(textOf(goroutines(25_000))).toMatch(/oroutines/);
    expect(goroutines(25_000)?.evidence[2].promql).toMatch(/^go_goroutines\{/);
    expect(goroutines(15_000)).toMatchObject({ severity: 'info', advice: { id: 'anonymous-growth.advice-unsplit' } });
  });

  it('leaves a rise to the heap that rises along', () => {
    const heap = (share: number) =>
      found({ [processRss]: grows, go_memstats_heap_alloc_bytes: (at) => 50 + 600 * share * at });
    expect(heap(0.2)).toBeDefined();
    expect(heap(0.5)).toBeUndefined();
  });

  it('leaves to findings of cache what grows beside an rss that does not', () => {
    const finding = found({
      [usage]: (share) => 300 + 600 * share,
      [workingSet]: (share) => 150 + 600 * share,
      [rss]: flat,
      [cache]: (share) => 100 + 600 * share,
    });
    expect(finding).toBeUndefined();
  });
});
