import { find } from '../../../tests/fixtures/diagnosis';
import {
  flat,
  growing,
  none,
  processRss,
  rss,
  usage,
  workingSet,
  cache,
  type Course,
} from '../../../tests/fixtures/growing';

const sys = 'go_memstats_sys_bytes';
const heapSys = 'go_memstats_heap_sys_bytes';
const stackSys = 'go_memstats_stack_sys_bytes';
const released = 'go_memstats_heap_released_bytes';

/** By 200 MiB. */
const rises: Course = (share) => 50 + 200 * share;

interface Parts {
  /** Outside of Go; what Go keeps for its heap; and what the runtime takes beside it. */
  outside?: Course;
  heap?: Course;
  runtime?: Course;
  /** What of it is resident, and charged; all of it where not given. */
  resident?: Course;
  charged?: Course;
  more?: Record<string, Course>;
}

function found({ outside = none, heap = flat, runtime = () => 20, resident, charged, more = {} }: Parts) {
  const kept: Course = (share) => heap(share) + runtime(share) + 10;
  const all: Course = (share) => kept(share) + outside(share);
  const ofRss = resident ?? all;
  const series = {
    [usage]: charged ?? ((share: number) => ofRss(share) + 6),
    [workingSet]: charged ?? ((share: number) => ofRss(share) + 6),
    [rss]: ofRss,
    [cache]: none,
    [sys]: kept,
    [heapSys]: heap,
    [stackSys]: () => 10,
    [released]: none,
    ...more,
  };
  return find(growing(series, 36), 'off-heap-growth');
}

describe('offHeapGrowth', () => {
  it('is what rises in rss while Go keeps the same', () => {
    const finding = found({ outside: rises, more: { [processRss]: (share) => 240 + rises(share) } });
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      layers: ['off-heap'],
      headline: { id: 'off-heap-growth.headline' },
      refutedBy: { id: 'off-heap-growth.refuted' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'growth.flat']);
    expect(finding?.evidence[0].promql).toMatch(/memory_rss.*go_memstats_sys_bytes/);
  });

  it('says of another process where the own one does not rise along', () => {
    const finding = found({ outside: rises, more: { [processRss]: () => 240 } });
    expect(finding?.advice.id).toBe('off-heap-growth.advice-other-process');
    expect(finding?.evidence.map(({ text }) => text.id)).toContain('off-heap-growth.other-process');
  });

  it('has ended where it rises no more', () =>
    expect(found({ outside: (share) => rises(Math.min(1, 1.6 * share)) })).toMatchObject({
      severity: 'info',
      headline: { id: 'off-heap-growth.headline-ended' },
    }));

  it('is nothing where nothing rises, or only what Go keeps', () => {
    expect(found({})).toBeUndefined();
    expect(found({ heap: rises })).toBeUndefined();
  });

  it('is nothing that was charged all the time and only becomes resident', () =>
    expect(found({ outside: rises, charged: () => 600 })).toBeUndefined());
});

it('is no growth that began after resident memory had stopped to rise', () => {
  // Go gives back, and the kernel leaves it: what lies outside of Go rises, and nothing is new.
  const heap: Course = (share) => (share < 0.4 ? 200 + 750 * share : 500 - 500 * Math.max(0, share - 0.45));
  expect(found({ heap, resident: (share) => 260 + 750 * Math.min(share, 0.4) })).toBeUndefined();
});

describe('growth of the runtime beside heap and stacks', () => {
  it('is told where it is resident', () => {
    const finding = found({ runtime: rises });
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      layers: ['runtime'],
      headline: { id: 'off-heap-growth.headline-runtime' },
      advice: { id: 'off-heap-growth.advice-runtime' },
      refutedBy: { id: 'off-heap-growth.refuted-runtime' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise']);
    expect(finding?.evidence[0].promql).toMatch(/sys_bytes.*heap_sys_bytes.*stack_sys_bytes/);
  });

  it('is none that was never touched', () => {
    const touched = (share: number) => found({ runtime: rises, resident: (at) => 230 + 200 * share * at });
    expect(touched(0.6)).toBeDefined();
    expect(touched(0.4)).toBeUndefined();
  });

  it('is none of a heap that grows four times as much', () => {
    const beside = (heap: number) => found({ runtime: rises, heap: (share) => 200 + heap * share });
    expect(beside(600)).toBeDefined();
    expect(beside(1000)).toBeUndefined();
  });

  it('is not known without the series of both', () => {
    expect(found({ runtime: rises, more: { [heapSys]: () => NaN } })).toBeUndefined();
    expect(found({ runtime: rises, more: { [stackSys]: () => NaN } })).toBeUndefined();
  });
});
