import { find } from '../../../tests/fixtures/diagnosis';
import { cache, caching, flat, growing, grows, none, shmem, usage } from '../../../tests/fixtures/growing';

const active = 'container_memory_total_active_file_bytes';
const inactive = 'container_memory_total_inactive_file_bytes';

const page = (...of: Parameters<typeof caching>) => find(caching(...of), 'page-cache-growth');
const shared = (...of: Parameters<typeof caching>) => find(caching(...of), 'shared-memory-growth');

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
