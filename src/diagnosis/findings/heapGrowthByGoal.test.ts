import { find, textOf } from '../../../tests/fixtures/diagnosis';
import { flat, growing, grows, type Course } from '../../../tests/fixtures/growing';

const alloc = 'go_memstats_heap_alloc_bytes';
const goal = 'go_memstats_next_gc_bytes';
const goroutines = 'go_goroutines';
const teeth = 90;

/** A heap that fills up from what lives to its goal, and is collected, so many times. */
const filling =
  (live: Course, goals: Course): Course =>
  (share) =>
    live(share) + (goals(share) - live(share)) * ((share * teeth) % 1);

const twice =
  (live: Course): Course =>
  (share) =>
    2 * live(share);

const found = (series: Record<string, Course>) => find(growing(series, 36), 'heap-growth');
const ofLive = (live: Course, more: Record<string, Course> = {}) =>
  found({ [alloc]: filling(live, twice(live)), [goal]: twice(live), ...more });

describe('heapGrowth by its goal', () => {
  it('is likely where live heap and goal rise', () => {
    const finding = ofLive(grows);
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      layers: ['heap-objects'],
      headline: { id: 'heap-growth.headline' },
      advice: { id: 'heap-growth.advice' },
      refutedBy: { id: 'heap-growth.refuted' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'heap-growth.goal']);
    expect(finding?.evidence[0].promql).toMatch(
      /"live heap".*0\.\d{4} \* max\(go_memstats_next_gc_bytes\{.*"by the goal"/s
    );
    expect(finding?.evidence[1].promql).toMatch(/^go_memstats_next_gc_bytes\{/);
  });

  it('is information where it has ended', () =>
    expect(ofLive((share) => grows(Math.min(1, 1.6 * share)))).toMatchObject({
      severity: 'info',
      headline: { id: 'heap-growth.headline-ended' },
    }));

  it('is nothing where live heap stays, whatever the goal does', () => {
    expect(ofLive(flat)).toBeUndefined();
    const stacks: Course = (share) => 400 + 400 * share;
    expect(found({ [alloc]: filling(flat, stacks), [goal]: stacks })).toBeUndefined();
  });

  it('knows the goroutines that hold it: twice as many, and 500 more', () => {
    const risen = (low: number, high: number) =>
      ofLive(grows, { [goroutines]: (share) => low + (high - low) * share })?.advice.id;
    expect(risen(1000, 3000)).toBe('heap-growth.advice-goroutines');
    expect(risen(1000, 1800)).toBe('heap-growth.advice');
    expect(risen(100, 500)).toBe('heap-growth.advice');
    expect(risen(100, 800)).toBe('heap-growth.advice-goroutines');
    const finding = ofLive(grows, { [goroutines]: (share) => 1000 + 2000 * share });
    expect(textOf(finding)).toMatch(/oroutines/);
    expect(finding?.evidence[2].promql).toMatch(/^go_goroutines\{/);
  });

  it('is told by the lowest values where the goal does not move, once it was collected often', () => {
    const pinned: Course = () => 2100;
    expect(found({ [alloc]: filling(grows, pinned), [goal]: pinned })).toMatchObject({ severity: 'warning' });
    // Nothing was collected: what lives of it nobody knows.
    expect(found({ [alloc]: grows, [goal]: pinned })).toBeUndefined();
  });

  it('is told by the heap alone where there is no goal', () => {
    const finding = found({ [alloc]: filling(grows, twice(grows)) });
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise']);
  });
});
