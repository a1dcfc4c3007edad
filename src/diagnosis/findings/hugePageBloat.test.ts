import { find, textOf } from '../../../tests/fixtures/diagnosis';
import { container, metricOf, type Sample } from '../../../tests/fixtures/frames';
import type { Course } from '../../../tests/fixtures/growing';
import type { InputFrame } from '../../metrics/types';
import { MiB } from '../../metrics/units';

const samples = 121;
const step = 60;

interface Sizes {
  /** What Go keeps; it obtained 1,000. */
  kept: Course;
  rss: Course;
  /** Beside rss: page tables and parts of huge pages that are charged still. */
  kernel?: Course;
  /** Of usage, what working set leaves out beside cache. */
  excess?: Course;
}

function frames(
  { kept, rss, kernel = () => 10, excess = () => 0 }: Sizes,
  version = 'go1.22.1',
  around = {}
): InputFrame[] {
  const all = Array.from({ length: samples }, (_, i): Sample => {
    const share = i / (samples - 1);
    const usage = rss(share) + kernel(share) + 5;
    return {
      usage: usage * MiB,
      workingSet: (usage - 5 - excess(share)) * MiB,
      rss: rss(share) * MiB,
      cache: 5 * MiB,
      heapAlloc: (kept(share) - 60) * MiB,
      heapInuse: (kept(share) - 40) * MiB,
      heapReleased: (1000 - kept(share)) * MiB,
      heapIdle: (1000 - kept(share) + 20) * MiB,
      stacks: 5 * MiB,
      runtime: 15 * MiB,
    };
  });
  return container(all, { version, step, ...around });
}

const found = (...of: Parameters<typeof frames>) => find(frames(...of), 'huge-page-bloat');
const way = (finding: ReturnType<typeof found>) => finding?.evidence[1].text.id;

/** Go gives 500 of 800 MiB back at a fifth of the way. */
const falls: Course = (share) => (share < 0.2 ? 800 : 300);

describe('hugePageBloat', () => {
  describe('of resident memory that Go gave back', () => {
    const holds: Sizes = { kept: falls, rss: (share) => (share < 0.2 ? 805 : 700) };

    it('is likely where rss fell with Go by less than half', () => {
      const finding = found(holds);
      expect(finding).toMatchObject({
        severity: 'warning',
        confidence: 'likely',
        headline: { id: 'huge-page-bloat.headline' },
        advice: { id: 'huge-page-bloat.advice' },
        refutedBy: { id: 'huge-page-bloat.refuted' },
        layers: ['off-heap'],
        bytes: 400 * MiB,
        from: 24 * step * 1000,
        to: 120 * step * 1000,
      });
      expect(finding?.evidence.map(({ text }) => text.id)).toEqual([
        'huge-page-bloat.outside',
        'huge-page-bloat.stays',
        'huge-page-bloat.version',
      ]);
      expect(textOf(finding)).toMatch(/400 MiB[^]*700 MiB[^]*go1\.22\.1/);
      expect(finding?.evidence[1].promql).toMatch(/container_memory_rss[^]*go_memstats_sys_bytes/);
    });

    it('is not shown where rss fell by half of it, or not at all as what is locked', () => {
      const stays = (rss: number) => way(found({ kept: falls, rss: (share) => (share < 0.2 ? 805 : rss) }));
      expect(stays(556)).toBe('huge-page-bloat.stays');
      expect(stays(554)).toBe('huge-page-bloat.unknown');
      expect(stays(779)).toBe('huge-page-bloat.stays');
      expect(stays(781)).toBe('huge-page-bloat.unknown');
    });

    it('is not shown where Go fell by a fifth of its peak', () => {
      const fell = (to: number) =>
        way(found({ kept: (share) => (share < 0.2 ? 800 : to), rss: (share) => (share < 0.2 ? 805 : 745) }));
      expect(fell(630)).toBe('huge-page-bloat.stays');
      expect(fell(645)).toBe('huge-page-bloat.unknown');
    });

    it('is possible, and no warning, where nothing shows it', () =>
      expect(found({ kept: () => 300, rss: () => 600 })).toMatchObject({
        severity: 'info',
        confidence: 'possible',
        headline: { id: 'huge-page-bloat.headline-possible' },
        bytes: 300 * MiB,
      }));

    it('is shown where rss rose and usage did not: its pages were charged', () => {
      const refills = (usage: number) =>
        found({
          kept: () => 300,
          rss: (share) => 400 + 200 * share,
          kernel: (share) => 250 - (200 - usage) * share,
        });
      expect(way(refills(0))).toBe('huge-page-bloat.refilled');
      expect(refills(0)).toMatchObject({ severity: 'warning', confidence: 'likely' });
      expect(way(refills(95))).toBe('huge-page-bloat.refilled');
      expect(way(refills(105))).toBe('huge-page-bloat.unknown');
    });

    it('is as much as is left of what Go gave back', () => {
      expect(found({ kept: () => 600, rss: () => 990 })).toBeDefined();
      expect(found({ kept: () => 600, rss: () => 1010 })).toBeUndefined();
    });

    it('is more than the threshold, and for 20 minutes', () => {
      expect(found({ kept: () => 300, rss: () => 340 })).toBeDefined();
      expect(found({ kept: () => 300, rss: () => 331 })).toBeUndefined();
      expect(found({ kept: () => 300, rss: (share) => (share > 0.8 ? 600 : 300) })).toBeDefined();
      expect(found({ kept: () => 300, rss: (share) => (share > 0.85 ? 600 : 300) })).toBeUndefined();
    });

    it('is not what was freed lazily', () => expect(found({ ...holds, excess: () => 100 })).toBeUndefined());

    it('is of Go 1.21 and later', () => {
      expect(found(holds, 'go1.21.0')).toBeDefined();
      expect(found(holds, 'go1.20.14')).toBeUndefined();
      expect(found(holds, 'devel')).toBeUndefined();
    });

    it('cannot be shown without working set, nor said without rss', () => {
      const without = (name: string) =>
        find(
          frames(holds).filter((one) => metricOf(one) !== name),
          'huge-page-bloat'
        );
      expect(way(without('container_memory_working_set_bytes'))).toBe('huge-page-bloat.unknown');
      expect(without('container_memory_rss')).toBeUndefined();
      expect(without('go_memstats_heap_released_bytes')).toBeUndefined();
    });

    it('goes on while Go uses what it gave back again', () => {
      const inUse: Course = (share) => (share > 0.5 && share < 0.6 ? 850 : falls(share));
      expect(found({ kept: inUse, rss: (share) => (share < 0.2 ? 805 : 860) })?.to).toBe(120 * step * 1000);
    });
  });

  describe('of what differs from another pod', () => {
    const pod = (rss: number, k: number, kept = 300) =>
      frames({ kept: () => kept, rss: () => rss }, 'go1.22.1', {
        id: `/kubepods/a/${k}`,
        labels: { namespace: 'obs', pod: `store-6c9d7b5f4-${'abcde'[k]}xyz2`, container: 'store' },
      }).map((one) => ({
        ...one,
        fields: one.fields.map((field) =>
          field.labels?.instance ? { ...field, labels: { ...field.labels, instance: `10.0.0.${k}:80` } } : field
        ),
      }));
    const both = (rss: number, kept = 300) => way(find([...pod(600, 0), ...pod(rss, 1, kept)], 'huge-page-bloat'));

    it('is possible where that one has half of it less, and Go counts the same', () => {
      expect(both(310)).toBe('huge-page-bloat.owner');
      expect(both(440)).toBe('huge-page-bloat.owner');
      expect(both(460)).toBe('huge-page-bloat.unknown');
      expect(both(200, 180)).toBe('huge-page-bloat.unknown');
    });
  });

  describe('of parts of huge pages that the kernel has not split', () => {
    /** rss falls by 400 MiB as Go gives memory back, and so much of it stays charged. */
    const unsplit = (stays: number, lasts = 0): Sizes => {
      const gone: Course = (share) => Math.min(1, Math.max(0, share - 0.4) / Math.max(lasts, 1e-9));
      return {
        kept: (share) => 800 - 400 * gone(share),
        rss: (share) => 805 - 400 * gone(share),
        kernel: (share) => 10 + stays * gone(share),
      };
    };

    it('is what left rss and stays in usage', () => {
      const finding = found(unsplit(350));
      expect(finding).toMatchObject({
        severity: 'info',
        confidence: 'likely',
        headline: { id: 'huge-page-bloat.headline-unsplit' },
        advice: { id: 'huge-page-bloat.advice-unsplit' },
        refutedBy: { id: 'huge-page-bloat.refuted-unsplit' },
        layers: ['kernel'],
        bytes: 360 * MiB,
        to: 120 * step * 1000,
      });
      expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['huge-page-bloat.unsplit']);
      expect(finding?.evidence[0].promql).toMatch(/container_memory_rss/);
    });

    it('is between half of that and half as much again, and no more than it', () => {
      expect(found(unsplit(195))).toBeUndefined();
      expect(found(unsplit(205))).toBeDefined();
      expect(found(unsplit(595))?.bytes).toBe(400 * MiB);
      expect(found(unsplit(605))).toBeUndefined();
    });

    it('is not the kernel that grows by itself: Go gives memory back within a quarter of a run', () => {
      expect(found(unsplit(350, 0.3))).toBeDefined();
      expect(found(unsplit(350, 0.6))).toBeUndefined();
    });

    it('cannot be said without usage or cache', () => {
      const without = (name: string) =>
        find(
          frames(unsplit(350)).filter((one) => metricOf(one) !== name),
          'huge-page-bloat'
        );
      expect(without('container_memory_cache')).toBeUndefined();
      expect(without('container_memory_usage_bytes')).toBeUndefined();
    });
  });
});
