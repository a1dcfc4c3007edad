import { flat, over } from '../../tests/fixtures/diagnosis';
import { container, frame, metricOf, store, type Sample } from '../../tests/fixtures/frames';
import { settingsOf } from '../diagnosis/options';
import type { InputFrame } from '../metrics/types';
import { MiB } from '../metrics/units';
import type { WorkloadModel } from '../model';
import { prepare } from '../prepare';
import { plainText } from '../texts/plainText';
import { roundUp } from './rules';
import { sizingOf } from './sizing';
import type { Figure } from './types';

const settings = settingsOf();
const textOf = ({ why }: Figure): string => why.map(plainText).join(' ');

function workloadsOf(frames: InputFrame[]): WorkloadModel[] {
  const model = prepare(frames);
  return model.kind === 'model' ? model.workloads : [];
}

function sized(frames: InputFrame[]) {
  const workloads = workloadsOf(frames);
  return sizingOf(workloads[0], settings, workloads);
}

/** What a container of `size` MiB reports that has little cache. */
const of = (size: number): Sample => ({
  usage: size * MiB,
  workingSet: size * MiB,
  rss: (size - 5) * MiB,
  cache: 5 * MiB,
});

/** Two lives, of an hour and of two: the first ends in a kill that Kubernetes reports. */
function killed(first: number, second: number, limits: [number, number]): InputFrame[] {
  const reported = Array.from({ length: 470 }, (_, i) => 3630 + i * 15);
  return [
    ...container(
      over(240, () => of(first)),
      { id: '/kubepods/a/1', limit: limits[0] * MiB }
    ),
    ...container(
      over(480, () => of(second)),
      { id: '/kubepods/a/2', start: 3600, limit: limits[1] * MiB }
    ),
    frame(
      'kube_pod_container_status_last_terminated_reason',
      reported.map(() => 1),
      { ...store, reason: 'OOMKilled' },
      reported
    ),
  ];
}

describe('a limit after an OOM kill', () => {
  const full = 950;

  it('starts from the limit of that time where less was seen since', () => {
    const { limit } = sized(killed(full, 300, [1000, 4000]));
    expect(limit.bytes).toBe(roundUp(1.2 * 1000 * MiB));
    expect(textOf(limit)).toContain('The kernel killed at 1000 MiB');
  });

  it('rests on what was seen since where that is more', () => {
    const { limit } = sized(killed(full, 1300, [1000, 4000]));
    expect(limit.bytes).toBe(roundUp(1.2 * 1300 * MiB));
    expect(textOf(limit)).not.toContain('The kernel killed');
  });

  it('is none where no sample shows whether the need or the node was at its limit', () => {
    const { limit, goMemLimit, request } = sized(killed(300, 300, [4000, 4000]));
    expect([limit.bytes, textOf(limit)]).toEqual([null, expect.stringContaining('between two samples')]);
    expect(goMemLimit.bytes).toBeNull();
    expect(request.bytes).toBe(roundUp(300 * MiB));
  });

  it('is one where the need has been above that limit since', () => {
    expect(sized(killed(300, 1300, [1000, 4000])).limit.bytes).toBe(roundUp(1.2 * 1300 * MiB));
  });

  it('says that a need may not have been seen where there was no limit', () => {
    const { limit } = sized(killed(300, 300, [0, 0]));
    expect(limit.bytes).toBe(roundUp(1.2 * 300 * MiB));
    expect(textOf(limit)).toContain('without a limit of its own');
  });
});

describe('swap', () => {
  const swapped = (swap: number) => [
    ...container(over(480, () => of(200))),
    frame(
      'container_memory_swap',
      Array.from({ length: 480 }, () => swap * MiB),
      { ...store, id: '/kubepods/a/1' }
    ),
  ];

  it('is part of what is needed, also where most of the container is in it', () => {
    for (const swap of [150, 500]) {
      const { limit, request, numbers } = sized(swapped(swap));
      expect([request.bytes, limit.bytes]).toEqual([200 + swap, 1.2 * (200 + swap)].map((size) => roundUp(size * MiB)));
      expect(textOf(limit)).toContain('in swap');
      expect(textOf(request)).toContain('in swap');
      expect(numbers?.undecided).toBeLessThanOrEqual(5 * MiB);
    }
  });

  it('is none where it is only a copy of usage', () => {
    const { limit } = sized(swapped(200));
    expect(limit.bytes).toBe(roundUp(1.2 * 200 * MiB));
    expect(textOf(limit)).not.toContain('swap');
  });

  it('of Go is not outside of Go', () => {
    const samples = over(480, () => ({ ...flat, usage: 100 * MiB, workingSet: 95 * MiB, rss: 90 * MiB }));
    const swap = frame(
      'container_memory_swap',
      samples.map(() => 110 * MiB),
      { ...store, id: '/kubepods/a/1' }
    );
    const { numbers } = sized([...container(samples, { version: 'go1.22.1' }), swap]);
    expect(numbers?.need.peak).toBe(205 * MiB);
    expect(numbers?.outside).toBeLessThan(25 * MiB);
  });
});

describe('pods of one owner', () => {
  const pod = (name: string, size: number, version = 'go1.22.1') =>
    container(
      over(480, () => ({ ...flat, usage: size * MiB, workingSet: (size - 5) * MiB, rss: (size - 10) * MiB })),
      { labels: { ...store, pod: name }, id: `/kubepods/${name}`, version }
    );

  it('are sized by the one that needs most, and the others say so', () => {
    const workloads = workloadsOf([...pod('store-0', 200), ...pod('store-1', 900)]);
    const [standby, leader] = workloads.map((one) => sizingOf(one, settings, workloads));
    expect([standby.request.bytes, standby.limit.bytes, standby.goMemLimit.bytes]).toEqual([
      leader.request.bytes,
      leader.limit.bytes,
      leader.goMemLimit.bytes,
    ]);
    expect(standby.limit.bytes).toBeGreaterThan(1000 * MiB);
    expect(textOf(standby.limit)).toContain('store-1');
    expect(textOf(leader.limit)).not.toContain('owner');
  });

  it('that are young and still rise are sized by those that show where the rise ends', () => {
    const rising = over(480, (share) => {
      const size = (100 + 290 * share) * MiB;
      return { ...flat, usage: size, workingSet: size - 5 * MiB, rss: size - 10 * MiB };
    });
    const young = container(rising, {
      labels: { ...store, pod: 'store-0' },
      id: '/kubepods/store-0',
      version: 'go1.22.1',
    });
    // A rise that may be load, so that nothing accuses it.
    const workloads = workloadsOf([...young, ...pod('store-1', 400)]).map((one) => ({ ...one, findings: [] }));
    const [own, old] = workloads.map((one) => sizingOf(one, settings, workloads));
    expect(own.limit.bytes).toBe(old.limit.bytes);
    expect(sizingOf(workloads[0], settings, []).limit.bytes).toBeGreaterThan(600 * MiB);
  });

  it('of another release or another owner do not count', () => {
    const frames = [...pod('store-0', 200), ...pod('store-1', 900, 'go1.23.1'), ...pod('query-1', 700)];
    const workloads = workloadsOf(frames);
    const own = workloads.find(({ workload }) => workload.labels.pod === 'store-0');
    expect(own && sizingOf(own, settings, workloads)).toEqual(own && sizingOf(own, settings, []));
  });

  it('of another ReplicaSet do not count, and other runs of a CronJob do', () => {
    const sizeOf = (names: [string, string]) => {
      const workloads = workloadsOf([...pod(names[0], 200), ...pod(names[1], 900)]);
      const own = workloads.find(({ workload }) => workload.labels.pod === names[0]);
      return own ? sizingOf(own, settings, workloads).limit.bytes : null;
    };
    expect(sizeOf(['web-6c8b7d9f4-fghij', 'web-5d9c7b6f8-klmno'])).toBeLessThan(500 * MiB);
    expect(sizeOf(['web-6c8b7d9f4-fghij', 'web-6c8b7d9f4-klmno'])).toBeGreaterThan(1000 * MiB);
    expect(sizeOf(['report-29411640-x0abc', 'report-29413080-y1bcd'])).toBeGreaterThan(1000 * MiB);
  });

  it('have no limit where one of them leaks, and the others say which', () => {
    const leak = over(480, (share) => ({
      ...flat,
      usage: (200 + 300 * share) * MiB,
      workingSet: (195 + 300 * share) * MiB,
      rss: (190 + 300 * share) * MiB,
      heapAlloc: (120 + 300 * share) * MiB,
      heapInuse: (125 + 300 * share) * MiB,
    }));
    const labels = { ...store, pod: 'store-1' };
    const started = frame('process_start_time_seconds', Array(480).fill(-90_000), labels);
    const leaking = container(leak, { labels, id: '/kubepods/store-1', version: 'go1.22.1' }).filter(
      (one) => !/process_start|container_start/.test(metricOf(one))
    );
    const model = prepare([...pod('store-0', 900), ...leaking, started], { durations: { coldStart: 0, day: 0 } });
    const workloads = model.kind === 'model' ? model.workloads : [];
    const { limit } = sizingOf(workloads[0], settings, workloads);
    expect([limit.bytes, textOf(limit)]).toEqual([null, expect.stringMatching(/store-1.*growing need/)]);
  });
});

it('adds nothing for a rise of a job that has completed', () => {
  const rising = over(480, (share) => of(200 + 300 * share));
  const times = Array.from({ length: 40 }, (_, i) => (480 + i) * 15);
  const completed = frame(
    'kube_pod_container_status_terminated_reason',
    times.map(() => 1),
    { ...store, reason: 'Completed' },
    times
  );
  const growthOf = (frames: InputFrame[]) => {
    const [workload] = workloadsOf(frames);
    return sizingOf({ ...workload, findings: [] }, settings, []).numbers?.growthPerDay;
  };
  expect(growthOf(container(rising))).toBeGreaterThan(0);
  expect(growthOf([...container(rising), completed])).toBe(0);
});

it('says how much active file cache a limit leaves out', () => {
  const samples = over(480, () => ({
    usage: 2300 * MiB,
    workingSet: 2200 * MiB,
    rss: 200 * MiB,
    cache: 2100 * MiB,
  }));
  const lists = (name: string, size: number) =>
    frame(
      `container_memory_total_${name}_file_bytes`,
      samples.map(() => size * MiB),
      { ...store, id: '/kubepods/a/1' }
    );
  const { limit } = sized([...container(samples), lists('active', 2000), lists('inactive', 100)]);
  expect(limit.bytes).toBeLessThan(300 * MiB);
  expect(textOf(limit)).toMatch(/1\.95 GiB of active file cache are left out/);
});

it('gives no sizes of a sum of pods, and sizes of the same series by pod', () => {
  const without = (frames: InputFrame[], dropped: RegExp): InputFrame[] =>
    frames
      .filter((one) => !/start_time|_info/.test(metricOf(one)))
      .map((one) => ({
        ...one,
        fields: one.fields.map((field) => ({
          ...field,
          labels:
            field.labels && Object.fromEntries(Object.entries(field.labels).filter(([key]) => !dropped.test(key))),
        })),
      }));
  const frames = container(over(480, () => flat));
  const sum = sized(without(frames, /^(pod|id|instance)$/));
  expect([sum.request.bytes, sum.limit.bytes, sum.goMemLimit.bytes]).toEqual([null, null, null]);
  expect(textOf(sum.limit)).toContain('sum by (namespace, pod, container)');
  expect(sized(without(frames, /^(id|instance)$/)).limit.bytes).toBeGreaterThan(200 * MiB);
});
