import { find, textOf } from '../../../tests/fixtures/diagnosis';
import { container, frame, metricOf, store, type Sample } from '../../../tests/fixtures/frames';
import type { InputFrame } from '../../metrics/types';
import { MiB } from '../../metrics/units';

const samples = 240;
const step = 60;
const id = '/kubepods/a/1';
const times = Array.from({ length: samples }, (_, i) => i * step);

interface Cache {
  /** MiB at a share of the way. */
  cache: (share: number) => number;
  /** File cache that working set leaves out. */
  inactive?: (share: number) => number;
  /** File cache in active use, where the lists are told. */
  active?: (share: number) => number;
}

/** A container that keeps 200 MiB of memory beside cache. */
function frames({ cache, inactive = () => 0, active }: Cache): InputFrame[] {
  const at = (of: (share: number) => number) => times.map((_, i) => of(i / (samples - 1)) * MiB);
  const caches = at(cache);
  const left = at(inactive);
  const all: Sample[] = caches.map((bytes, i) => ({
    usage: 204 * MiB + bytes,
    workingSet: 204 * MiB + bytes - left[i],
    rss: 200 * MiB,
    cache: bytes,
    heapAlloc: 150 * MiB,
    heapInuse: 160 * MiB,
    heapReleased: 10 * MiB,
    heapIdle: 30 * MiB,
    stacks: 2 * MiB,
    runtime: 15 * MiB,
  }));
  const list = (name: string, bytes: number[]) =>
    frame(`container_memory_total_${name}_file_bytes`, bytes, { ...store, id }, times);
  return [...container(all, { step, id }), ...(active ? [list('active', at(active)), list('inactive', left)] : [])];
}

const without = (all: InputFrame[], ...names: string[]) => all.filter((one) => !names.includes(metricOf(one)));
const found = (all: InputFrame[]) => find(all, 'cache-growth');

describe('cacheGrowth', () => {
  const grows = (share: number) => 20 + 600 * share;
  const holds = () => 300;

  it('is undecided where cache inside of working set grows', () => {
    const finding = found(frames({ cache: grows }));
    expect(finding).toMatchObject({ severity: 'info', confidence: 'possible' });
    expect(textOf(finding)).toMatch(/cache/i);
    expect(finding?.evidence.map(({ promql }) => promql).join()).toMatch(/container_memory_cache/);
  });

  it('says nothing where what grows is left out of working set', () =>
    expect(found(frames({ cache: grows, inactive: grows }))).toBeUndefined());

  it('is of all cache where neither working set nor a list tells which part is inactive', () => {
    const finding = found(without(frames({ cache: grows }), 'container_memory_working_set_bytes'));
    expect(finding).toMatchObject({
      severity: 'info',
      confidence: 'possible',
      headline: { id: 'cache-growth.headline-all' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'cache-growth.undecided']);
    expect(finding?.evidence.map(({ promql }) => promql)).toEqual([
      expect.stringMatching(/^max\(container_memory_cache\{/),
      expect.stringMatching(/^container_memory_working_set_bytes\{/),
    ]);
  });

  it('is of what working set holds beside rss where usage and cache are unknown', () => {
    const unknown = ['container_memory_usage_bytes', 'container_memory_cache'];
    const finding = found(without(frames({ cache: grows }), ...unknown));
    expect(finding?.headline.id).toMatch(/^cache-growth\.headline-beside/);
    expect(finding?.evidence.map(({ promql }) => promql)).toEqual([
      expect.stringMatching(/working_set_bytes\{.*\}\) - max\(container_memory_rss\{/),
      expect.stringMatching(/^container_memory_rss\{/),
    ]);
  });

  it('is cache that stays and is much of working set', () => {
    const finding = found(frames({ cache: holds }));
    expect(finding).toMatchObject({
      confidence: 'possible',
      headline: { id: 'cache-growth.headline-holds' },
      advice: { id: 'cache-growth.advice' },
      bytes: 300 * MiB,
    });
    // Two fifths of working set are where it begins.
    expect(found(frames({ cache: () => 140 }))).toBeDefined();
    expect(found(frames({ cache: () => 130 }))).toBeUndefined();
  });

  it('says what stays where both lists of files tell', () => {
    const told = (active: number) => found(frames({ cache: holds, active: () => active }));
    expect(told(200)).toMatchObject({
      confidence: 'likely',
      headline: { id: 'cache-growth.headline-holds-file' },
      advice: { id: 'cache-growth.advice-file' },
    });
    expect(told(100)).toMatchObject({
      confidence: 'likely',
      headline: { id: 'cache-growth.headline-holds-tmpfs' },
      advice: { id: 'shared-memory-growth.advice' },
    });
    expect(told(150)).toMatchObject({ confidence: 'possible', headline: { id: 'cache-growth.headline-holds' } });
  });

  it('says nothing of cache that was there and is gone', () =>
    expect(found(frames({ cache: (share) => (share < 0.6 ? 300 : 5) }))).toBeUndefined());
});
