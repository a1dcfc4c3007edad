import { find, flat, over, textOf } from '../../../tests/fixtures/diagnosis';
import { container, type Sample } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';

const step = 30;

/** So much heap in use of which so much lies free, MiB. */
const heap = (inuse: number, free: number): Sample => ({
  ...flat,
  usage: (inuse + 100) * MiB,
  workingSet: (inuse + 100) * MiB,
  rss: (inuse + 90) * MiB,
  heapAlloc: (inuse - free) * MiB,
  heapInuse: inuse * MiB,
  heapIdle: 30 * MiB,
  heapReleased: 20 * MiB,
});

const found = (samples: number, at: (share: number) => Sample) =>
  find(container(over(samples, at), { step }), 'fragmentation');

describe('fragmentation', () => {
  it('is free slots that stay: more than two fifths of heap in use', () => {
    const finding = found(240, () => heap(600, 300));
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      bytes: 300 * MiB,
      from: 0,
      to: 239 * step * 1000,
      layers: ['heap-fragmented'],
      headline: { id: 'fragmentation.headline' },
      refutedBy: { id: 'fragmentation.refuted' },
      advice: { id: 'fragmentation.advice' },
    });
    expect(textOf(finding)).toMatch(/300 MiB.*50 %|50 %.*300 MiB|300 MiB/);
    expect(finding?.evidence[0].promql).toMatch(/heap_inuse_bytes.*heap_alloc_bytes/);
    expect(found(240, () => heap(600, 245))).toBeDefined();
    expect(found(240, () => heap(600, 235))).toBeUndefined();
  });

  it('is a large part of usage', () => {
    expect(found(240, () => heap(100, 60))).toBeUndefined();
  });

  it('is no heap that is collected in between', () => {
    expect(found(240, (share) => heap(600, Math.round(share * 239) % 8 < 4 ? 300 : 20))).toBeUndefined();
  });

  it('is over where the heap is full again', () => {
    expect(found(240, (share) => heap(600, share < 0.6 ? 300 : 20))).toMatchObject({
      severity: 'info',
      headline: { id: 'fragmentation.headline-ended' },
    });
    expect(found(240, (share) => heap(600, share < 0.9 ? 20 : 300))).toBeUndefined();
  });
});
