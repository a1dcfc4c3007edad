import { find } from '../../../tests/fixtures/diagnosis';
import { caching, flat, grows, none, shmem, type Course } from '../../../tests/fixtures/growing';

const limit = 'container_spec_memory_limit_bytes';
const mapped = 'container_memory_mapped_file';

/** Of cache in working set. */
const found = (cached: Course, more: Record<string, Course> = {}, hours?: number) =>
  find(caching(cached, none, more, hours), 'shared-memory-growth');
/** By 600 MiB in the first third, and no more. */
const ends: Course = (share) => 200 + 600 * Math.min(1, 3 * share);
/** Up and down by 250 MiB three times, as a load of three days. */
const days: Course = (share) => 300 + 250 * Math.sin(2 * Math.PI * 3 * share);

describe('sharedMemoryGrowth', () => {
  it('is a warning of what the series of shared memory counts', () => {
    const finding = found(grows, { [shmem]: grows });
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'proven',
      headline: { id: 'shared-memory-growth.headline' },
      advice: { id: 'shared-memory-growth.advice' },
      refutedBy: { id: 'shared-memory-growth.refuted' },
      layers: ['shared-memory', 'cache-in-working-set'],
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'shared-memory-growth.by-shmem']);
    expect(finding?.evidence.map(({ promql }) => promql)).toEqual([
      expect.stringMatching(/working_set_bytes\{.*container_memory_cache\{.*container_memory_usage_bytes\{/),
      expect.stringMatching(/^container_memory_cache\{/),
    ]);
  });

  it('warns of none that has ended', () =>
    expect(found(ends, { [shmem]: ends })).toMatchObject({ severity: 'info', confidence: 'proven' }));

  it('warns of none that may be the load of a day', () => {
    expect(found(days, { [shmem]: days }, 72)).toMatchObject({ severity: 'info' });
    expect(found(grows, { [shmem]: grows }, 1)).toMatchObject({ severity: 'info' });
  });

  it('is possible where only nothing inactive tells it from files, and no warning far from the limit', () => {
    const possible = (bytes: number) => found(grows, { [mapped]: none, [limit]: () => bytes });
    expect(possible(4000)).toMatchObject({
      severity: 'info',
      confidence: 'possible',
      headline: { id: 'shared-memory-growth.headline-possible' },
    });
    expect(possible(4000)?.evidence[1].text.id).toBe('shared-memory-growth.by-inactive');
    // Working set ends at 1,004 MiB.
    expect(possible(1345)).toMatchObject({ severity: 'info' });
    expect(possible(1330)).toMatchObject({ severity: 'warning', confidence: 'possible' });
    expect(found(ends, { [mapped]: none, [limit]: () => 1330 })).toMatchObject({ severity: 'info' });
  });

  it('is likely where it is on neither list of files', () => {
    const listed = { container_memory_total_active_file_bytes: none, container_memory_total_inactive_file_bytes: none };
    const finding = found(grows, listed);
    expect(finding).toMatchObject({ severity: 'warning', confidence: 'likely' });
    expect(finding?.evidence[1].text.id).toBe('shared-memory-growth.by-active');
    expect(finding?.evidence[0].promql).toMatch(/container_memory_cache\{.*active_file.*inactive_file/);
    // Some files beside it are no growth of files.
    const few = { ...listed, container_memory_total_active_file_bytes: () => 10 };
    expect(found(grows, few)?.confidence).toBe('likely');
    expect(find(caching(grows, none, few), 'page-cache-growth')).toBeUndefined();
  });

  it('says nothing of tmpfs that stays, nor of files', () => {
    expect(found(() => 400, { [shmem]: () => 400 })).toBeUndefined();
    expect(found(flat, { [shmem]: flat })).toBeUndefined();
    expect(found(grows, { [shmem]: none })).toBeUndefined();
    expect(found(grows)).toBeUndefined();
  });
});
