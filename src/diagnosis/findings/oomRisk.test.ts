import { find, over } from '../../../tests/fixtures/diagnosis';
import { container, frame, metricOf, store, type Sample } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';
import type { InputFrame } from '../../metrics/types';
import type { Finding } from '../types';

const limit = 1000 * MiB;
/** Two hours at a step of 15 s. */
const count = 480;

/** A container whose Go knows GOMEMLIMIT, MiB: `live` that a collection leaves, teeth up to what it `keeps`. */
function bounded(live: number, keeps: number, goMemLimit: number): InputFrame[] {
  const samples = Array.from({ length: count }, (_, i): Sample => {
    const heap = live + ((i % 8) / 8) * (keeps - live);
    return {
      usage: (keeps + 12) * MiB,
      workingSet: (keeps + 12) * MiB,
      rss: (keeps + 10) * MiB,
      cache: 2 * MiB,
      heapAlloc: heap * MiB,
      heapInuse: heap * MiB,
      heapReleased: 0,
      heapIdle: (keeps - heap) * MiB,
      stacks: 0,
      runtime: 0,
    };
  });
  const own = frame(
    'go_gc_gomemlimit_bytes',
    samples.map(() => goMemLimit * MiB),
    { ...store, instance: '10.0.0.1:8080' }
  );
  return [...container(samples, { limit, version: 'go1.22.1' }), { ...own, refId: 'B' }];
}

const ids = (finding: Finding | undefined) => finding?.evidence.map(({ text }) => text.id);

describe('the risk of a container whose Go knows GOMEMLIMIT', () => {
  it('is none while the collector holds live memory there, with the headroom of the guide', () => {
    expect(find(bounded(730, 890, 900), 'oom-risk')).toBeUndefined();
  });

  it('is told by GOMEMLIMIT where live memory fills it, and says that garbage is in the bytes', () => {
    const finding = find(bounded(830, 890, 900), 'oom-risk');
    expect(finding).toMatchObject({ severity: 'warning', headline: { id: 'oom-risk.headline-gomemlimit' } });
    expect(finding?.headline.values.fills).toMatchObject({ kind: 'ratio', value: expect.closeTo(830 / 900, 2) });
    expect(ids(finding)).toContain('oom-risk.need-with-garbage');
  });

  it('begins earlier where GOMEMLIMIT leaves no headroom below the limit', () => {
    expect(find(bounded(800, 940, 970), 'oom-risk')).toMatchObject({ severity: 'warning' });
    expect(find(bounded(800, 890, 920), 'oom-risk')).toBeUndefined();
  });
});

describe('the risk after a kill', () => {
  it('has bytes where the limit is known of no sample that tells the need', () => {
    const times = Array.from({ length: 9 }, (_, i) => i);
    const of = (metric: string, values: number[]) =>
      frame(metric, values, { ...store, ...(/^container/.test(metric) && { id: '/kubepods/a/1' }) }, times);
    const starts = times.map((second) => (second < 3 ? 0.2 : 3));
    const frames = [
      of('container_memory_rss', [100, 1569, 0, 1392, 1223, 1286, 1234, 1182, 1129]),
      of('container_spec_memory_limit_bytes', [0, 1, 0, 0, 0, 0, 0, 0, 0]),
      of('go_memstats_heap_alloc_bytes', [255, 235, 214, 193, 300, 0, 0, 111, 11]),
      of('go_memstats_sys_bytes', [1330, 1273, 1214, 0, 1132, 2147483648, 1000, 1066, 1043]),
      of('process_start_time_seconds', starts),
    ];
    expect(find(frames, 'oom-risk')).toMatchObject({ headline: { id: 'oom-risk.headline-killed' }, bytes: 1569 });
  });
});

describe('the evidence of a risk', () => {
  const full: Sample = { usage: 900 * MiB, workingSet: 900 * MiB, rss: 890 * MiB, cache: 5 * MiB };
  const limits = (before: number) => {
    const frames = container(over(count, () => full)).filter((one) => !/limit/.test(metricOf(one)));
    const set = Array.from({ length: count }, (_, i) => (i < count / 2 ? before : 1000) * MiB);
    return [...frames, frame('kube_pod_container_resource_limits', set, { ...store, resource: 'memory' })];
  };

  it('says that the limit was lowered, from what and when', () => {
    const lowered = find(limits(2000), 'oom-risk')?.evidence.find(({ text }) => text.id === 'oom-risk.limit-lowered');
    expect(lowered?.text.values).toMatchObject({
      before: { value: 2000 * MiB },
      limit: { value: limit },
      at: { value: (count / 2) * 15_000 },
    });
  });

  it('says nothing of a limit that stayed', () =>
    expect(ids(find(limits(1000), 'oom-risk'))).not.toContain('oom-risk.limit-lowered'));
});

describe('files in memory', () => {
  /** tmpfs that grows to `most` MiB; a file cache that does not move, and no more files mapped. */
  const filled = (most: number): InputFrame[] => {
    const samples = over(count, (share) => {
      const tmpfs = most * Math.min(1, share / 0.8);
      return { usage: (90 + tmpfs) * MiB, workingSet: (85 + tmpfs) * MiB, rss: 75 * MiB, cache: (10 + tmpfs) * MiB };
    });
    const mapped = samples.map(() => 2 * MiB);
    return [
      ...container(samples, { limit }),
      frame('container_memory_mapped_file', mapped, { ...store, id: '/kubepods/a/1' }),
    ];
  };

  it('are needed where only they can be what grew, though no list of files tells', () => {
    expect(find(filled(860), 'shared-memory-growth')).toBeDefined();
    expect(find(filled(860), 'oom-risk')).toMatchObject({ severity: 'warning', headline: { id: 'oom-risk.headline' } });
    expect(find(filled(600), 'oom-risk')).toBeUndefined();
  });
});

describe('cache in use', () => {
  const rest = { rss: 200 * MiB, cache: 720 * MiB, usage: 925 * MiB, workingSet: 920 * MiB };
  const samples = over(count, () => rest);
  const waiting = (share: number) =>
    frame(
      'container_pressure_memory_waiting_seconds_total',
      samples.map((_, i) => i * 15 * share),
      { ...store, id: '/kubepods/a/1' }
    );
  const risk = (share: number) => find([...container(samples, { limit }), waiting(share)], 'oom-risk');

  it('is needed where the container waits for memory, and a larger limit is advised', () => {
    expect(risk(0.4)).toMatchObject({ severity: 'warning', advice: { id: 'oom-risk.advice-pressed' } });
    expect(risk(0.4)?.headline.values.waiting).toEqual({ kind: 'ratio', value: expect.closeTo(0.4, 5) });
  });

  it('is undecided where nothing waits', () =>
    expect(risk(0.001)).toMatchObject({ severity: 'info', advice: { id: 'oom-risk.advice-undecided' } }));
});

describe('a container that stands at its limit', () => {
  /** Memory of the program goes from 720 to 720 + `grown` MiB; cache fills the rest of `usage` MiB. */
  const filled = (usage: number, { grown = 0, samples = count } = {}) =>
    container(
      over(samples, (share) => {
        const rss = 720 + grown * share;
        return { usage: usage * MiB, workingSet: 930 * MiB, rss: rss * MiB, cache: (usage - 5 - rss) * MiB };
      }),
      { limit }
    );

  it('has something to take back where nothing was killed for an hour', () =>
    expect(find(filled(995), 'oom-risk')).toMatchObject({
      severity: 'info',
      headline: { id: 'oom-risk.headline-held', values: { lasted: { kind: 'duration', value: (count - 1) * 15_000 } } },
    }));

  it('has less and less to take back where what it may need grows, or its own memory into swap', () => {
    const kernel = container(
      over(count, (share) => ({
        usage: 995 * MiB,
        workingSet: (880 + 100 * share) * MiB,
        rss: 720 * MiB,
        cache: (260 - 100 * share) * MiB,
      })),
      { limit }
    );
    expect(find(kernel, 'oom-risk')).toMatchObject({ severity: 'warning' });
    const swap = frame(
      'container_memory_swap',
      Array.from({ length: count }, (_, i) => i * MiB),
      { ...store, id: '/kubepods/a/1' }
    );
    expect(find([...filled(995), swap], 'oom-risk')).toMatchObject({ severity: 'warning' });
  });

  it('says nothing of an hour at the limit that is over', () => {
    const earlier = container(
      over(count, (share) => {
        const cache = share < 0.6 ? 270 : 100 + 130 * share;
        return { usage: (725 + cache) * MiB, workingSet: (700 + cache) * MiB, rss: 720 * MiB, cache: cache * MiB };
      }),
      { limit }
    );
    expect(find(earlier, 'oom-risk')?.headline.id).not.toBe('oom-risk.headline-held');
  });

  it('may have nothing below the limit, for less than an hour, or where the program grows', () => {
    expect(find(filled(950), 'oom-risk')).toMatchObject({ severity: 'warning' });
    expect(find(filled(995, { samples: 200 }), 'oom-risk')).toMatchObject({ severity: 'warning' });
    expect(find(filled(995, { grown: 100 }), 'oom-risk')).toMatchObject({ severity: 'warning' });
  });
});

describe('files on the active list', () => {
  it('are no need, as they are dropped before a kill', () => {
    const samples = over(count, () => ({
      usage: 960 * MiB,
      workingSet: 880 * MiB,
      rss: 200 * MiB,
      cache: 755 * MiB,
    }));
    const list = (name: string, bytes: number) =>
      frame(
        `container_memory_total_${name}_file_bytes`,
        samples.map(() => bytes * MiB),
        { ...store, id: '/kubepods/a/1' }
      );
    const finding = find([...container(samples, { limit }), list('active', 675), list('inactive', 80)], 'oom-risk');
    expect(finding).toMatchObject({ severity: 'info', headline: { id: 'oom-risk.headline-clear' } });
    expect(finding?.headline.values.need).toMatchObject({ value: expect.closeTo(0.205, 2) });
  });
});
