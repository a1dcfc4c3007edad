import { find } from '../../../tests/fixtures/diagnosis';
import {
  cache,
  flat,
  growing,
  grows,
  rss,
  shmem,
  usage,
  workingSet,
  type Course,
} from '../../../tests/fixtures/growing';

const active = 'container_memory_total_active_file_bytes';
const inactive = 'container_memory_total_inactive_file_bytes';

/** So much cache, of which so much is left out of working set. */
const series = (cached: Course, leftOut: Course, more: Record<string, Course> = {}) => {
  const all: Course = (share) => 204 + cached(share);
  return growing({
    [usage]: all,
    [workingSet]: (share) => all(share) - leftOut(share),
    [rss]: flat,
    [cache]: cached,
    ...more,
  });
};
const page = (...of: Parameters<typeof series>) => find(series(...of), 'page-cache-growth');
const shared = (...of: Parameters<typeof series>) => find(series(...of), 'shared-memory-growth');
const none: Course = () => 0;

describe('pageCacheGrowth', () => {
  it('is cache that working set leaves out', () => {
    const finding = page(grows, grows);
    expect(finding).toMatchObject({
      severity: 'info',
      confidence: 'likely',
      headline: { id: 'page-cache-growth.headline' },
      advice: { id: 'page-cache-growth.advice' },
      refutedBy: { id: 'page-cache-growth.refuted' },
      layers: ['page-cache', 'active-page-cache', 'cache-in-working-set'],
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'page-cache-growth.working-set']);
    expect(finding?.evidence.map(({ promql }) => promql)).toEqual([
      expect.stringMatching(/^max\(container_memory_cache\{/),
      expect.stringMatching(/^container_memory_working_set_bytes\{/),
    ]);
  });

  it('is cache in working set where the list of active files has it', () => {
    const finding = page(grows, none, { [active]: grows, [inactive]: none });
    expect(finding?.confidence).toBe('likely');
    expect(finding?.evidence[1].text.id).toBe('page-cache-growth.by-active');
    expect(shared(grows, none, { [active]: grows, [inactive]: none })).toBeUndefined();
  });

  it('says nothing of tmpfs, of cache that stays, or where nothing tells files from it', () => {
    expect(page(grows, none, { [shmem]: grows })).toBeUndefined();
    expect(page(flat, flat)).toBeUndefined();
    expect(find(growing({ [usage]: grows, [cache]: grows }), 'page-cache-growth')).toBeUndefined();
  });
});

describe('sharedMemoryGrowth', () => {
  it('is proven where the kernel counts it', () => {
    const finding = shared(grows, none, { [shmem]: grows });
    expect(finding).toMatchObject({
      confidence: 'proven',
      layers: ['shared-memory', 'cache-in-working-set'],
      advice: { id: 'shared-memory-growth.advice' },
      refutedBy: { id: 'shared-memory-growth.refuted' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'shared-memory-growth.by-shmem']);
    expect(finding?.evidence[1].promql).toMatch(/^container_memory_cache\{/);
  });

  it('is likely where neither list of files has it', () => {
    const finding = shared(grows, none, { [active]: () => 10, [inactive]: none });
    expect(finding?.confidence).toBe('likely');
    expect(page(grows, none, { [active]: () => 10, [inactive]: none })).toBeUndefined();
  });

  it('says nothing where nothing tells it from files, or nothing grows', () => {
    expect(shared(grows, none)).toBeUndefined();
    expect(shared(flat, none, { [shmem]: flat })).toBeUndefined();
  });
});
