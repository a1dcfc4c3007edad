import { find, textOf } from '../../../tests/fixtures/diagnosis';
import {
  cache,
  flat,
  growing,
  grows,
  processRss,
  rss,
  usage,
  workingSet,
  type Course,
} from '../../../tests/fixtures/growing';

type Series = Record<string, Course>;
const found = (series: Series) => find(growing(series), 'anonymous-growth');

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
