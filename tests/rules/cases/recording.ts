import { names } from '../../../rules/names';
import { MiB } from '../../../src/metrics/units';
import { container, go, kubeLimit, type InputSeries } from './series';

/** What a case is about; every recording rule and every alert has cases of all kinds. */
export type CaseKind = 'fires' | 'silent' | 'boundary' | 'restart' | 'missing' | 'trap';

export type RecordName = keyof typeof names;

/** Expected values: MiB, ratios and counts as they are; null where there must be no series. */
export type Expected = Record<Exclude<RecordName, 'selected' | 'goVersion' | 'ownerVersions'>, number | null> & {
  /** The version that is recorded for the container and its service, and how many containers have it. */
  version: string | null;
  /** The run that is chosen, or the path of its cgroup. */
  run: number | string | null;
};

export interface RecordingCase {
  name: string;
  kind: CaseKind;
  series: InputSeries[];
  /** Minutes after the start. */
  at: number;
  expect: Expected;
}

const accounts = { usage: 1000, workingSet: 200, rss: 950, cache: 20, limit: 2000, start: 1000 };
const runtime = { version: 'go1.15.15', sys: 900, released: 700, alloc: 100 };
const withoutLimit = { usage: 1000, workingSet: 200, rss: 950, cache: 20, start: 1000 };

/** E = 1000 - 200 - 20; the estimate is bound by released heap; W* = 1000 - 20 - 700. */
const lazy: Expected = {
  run: 1,
  usage: 1000,
  workingSet: 200,
  rss: 950,
  cache: 20,
  excess: 780,
  limit: 2000,
  goRivals: null,
  version: 'go1.15.15',
  liveHeap: 100,
  heapReleased: 700,
  retained: 200,
  untouched: 0,
  lazilyFreed: 700,
  lazilyFreedFloor: 580,
  lazilyFreedCeiling: 700,
  corrected: 280,
  needFloor: 250,
  offHeap: 50,
  needLimitFloor: 0.125,
  needLimit: 0.14,
  versionChanges: null,
};

/** Without rss or cache, nothing can be said of what is freed lazily; what Go retains is needed all the same. */
const undecidable: Expected = {
  ...lazy,
  rss: null,
  excess: null,
  untouched: null,
  lazilyFreed: null,
  lazilyFreedFloor: null,
  lazilyFreedCeiling: null,
  corrected: 200,
  needFloor: 200,
  offHeap: null,
  needLimitFloor: 0.1,
  needLimit: 0.1,
};

/** The path of a container's cgroup as a container runtime writes it, and what a cgroup below it is charged. */
const dockerId = `/kubepods/pod1/${'a'.repeat(64)}`;
const inner = { usage: 900, workingSet: 190, rss: 860, cache: 10 };

/** The limit as two pods of kube-state-metrics tell it. */
const kubeLimits = ['ksm-1', 'ksm-2'].map((instance) => kubeLimit(2000, { instance }));

const nothing = Object.fromEntries(Object.keys(lazy).map((key) => [key, null])) as Expected;
const noGo = {
  goRivals: null,
  version: null,
  liveHeap: null,
  heapReleased: null,
  retained: null,
  untouched: null,
  lazilyFreedFloor: 0,
  offHeap: null,
} as const;

/** THE cases of the recording rules. */
export const recordingCases: RecordingCase[] = [
  {
    name: 'lazily freed memory',
    kind: 'fires',
    series: [...container(accounts), ...go(runtime)],
    at: 20,
    expect: lazy,
  },
  {
    name: 'no usage: rss and cache are a lower bound of it',
    kind: 'missing',
    series: container({ workingSet: 600, rss: 550, cache: 100, limit: 2000, start: 1000 }),
    at: 20,
    expect: {
      ...lazy,
      ...noGo,
      usage: 650,
      workingSet: 600,
      rss: 550,
      cache: 100,
      excess: 0,
      lazilyFreed: 0,
      lazilyFreedCeiling: 50,
      corrected: 600,
      needFloor: 550,
      needLimitFloor: 0.275,
      needLimit: 0.3,
    },
  },
  {
    name: 'nothing freed lazily: all of what is outside of the working set is page cache',
    kind: 'silent',
    series: [
      ...container({ ...accounts, workingSet: 600, rss: 550, cache: 430 }),
      ...go({ ...runtime, version: 'go1.22.1', sys: 540, released: 40 }),
    ],
    at: 20,
    expect: {
      ...lazy,
      workingSet: 600,
      rss: 550,
      cache: 430,
      version: 'go1.22.1',
      excess: 0,
      heapReleased: 40,
      retained: 500,
      lazilyFreed: 0,
      lazilyFreedFloor: 0,
      lazilyFreedCeiling: 40,
      corrected: 600,
      needFloor: 550,
      offHeap: 50,
      needLimitFloor: 0.275,
      needLimit: 0.3,
    },
  },
  {
    name: 'another allocator than Go freed most of it lazily',
    kind: 'trap',
    series: [
      ...container({ ...accounts, usage: 2300, workingSet: 1080, rss: 2200, cache: 20, limit: 4000 }),
      ...go({ ...runtime, version: 'go1.22.1', sys: 95, released: 5, alloc: 60 }),
    ],
    at: 20,
    expect: {
      ...lazy,
      usage: 2300,
      workingSet: 1080,
      rss: 2200,
      excess: 1200,
      limit: 4000,
      version: 'go1.22.1',
      liveHeap: 60,
      heapReleased: 5,
      retained: 90,
      lazilyFreed: 5,
      lazilyFreedFloor: 1110,
      lazilyFreedCeiling: 5,
      corrected: 2275,
      needFloor: 1090,
      offHeap: 1000,
      needLimitFloor: 0.2725,
      needLimit: 0.56875,
    },
  },
  {
    name: 'a container that has just been made uses nothing yet',
    kind: 'boundary',
    series: container({ usage: 0, workingSet: 0, rss: 0, cache: 0, limit: 2000, start: 1000 }),
    at: 20,
    expect: { ...nothing, run: 1, cache: 0, limit: 2000 },
  },
  {
    name: 'Go counts 64 MiB more than is resident, which is no ballast yet',
    kind: 'boundary',
    series: [...container({ ...accounts, rss: 836 }), ...go({ ...runtime, sys: 1500, released: 600 })],
    at: 20,
    expect: {
      ...lazy,
      rss: 836,
      heapReleased: 600,
      retained: 900,
      lazilyFreed: 0,
      lazilyFreedFloor: 0,
      lazilyFreedCeiling: 600,
      corrected: 980,
      needFloor: 836,
      offHeap: 0,
      needLimitFloor: 0.418,
      needLimit: 0.49,
    },
  },
  {
    name: 'a ballast that Go never touched leaves rss - retained out',
    kind: 'fires',
    series: [...container(accounts), ...go({ ...runtime, sys: 2000, released: 700 })],
    at: 20,
    expect: { ...lazy, retained: 1300, untouched: 1, lazilyFreedFloor: 0, offHeap: 0 },
  },
  {
    name: 'cAdvisor 0.50 and later: the lists of file pages are tighter',
    kind: 'fires',
    series: [...container({ ...accounts, inactiveFile: 800, activeFile: 15 }), ...go(runtime)],
    at: 20,
    expect: { ...lazy, excess: 795, lazilyFreedFloor: 595 },
  },
  {
    name: 'an ended run lingers beside its successor, which started later',
    kind: 'restart',
    series: [
      ...container({ usage: 5000, workingSet: 4000, rss: 4800, cache: 100, limit: 6000, start: 1000 }, { run: 1 }),
      ...container({ ...accounts, start: 2000 }, { run: 2 }),
      ...go(runtime),
    ],
    at: 20,
    expect: { ...lazy, run: 2 },
  },
  {
    name: 'without start times, the run with the newest sample is alive',
    kind: 'restart',
    series: [
      ...container(
        { usage: [[5000, 18]], workingSet: [[4000, 18]], rss: [[4800, 18]], cache: [[100, 18]] },
        { run: 1 }
      ),
      ...container(
        {
          usage: [
            [null, 17],
            [1000, 10],
          ],
          workingSet: [
            [null, 17],
            [200, 10],
          ],
          rss: [
            [null, 17],
            [950, 10],
          ],
          cache: [
            [null, 17],
            [20, 10],
          ],
          limit: 2000,
        },
        { run: 2 }
      ),
      ...go(runtime),
    ],
    at: 20,
    expect: { ...lazy, run: 2 },
  },
  {
    name: 'no Go series: the excess is all that is known, and no limit',
    kind: 'missing',
    series: container(withoutLimit),
    at: 20,
    expect: {
      ...lazy,
      ...noGo,
      limit: null,
      lazilyFreed: 780,
      lazilyFreedCeiling: 800,
      corrected: 200,
      needFloor: 170,
      needLimitFloor: null,
      needLimit: null,
    },
  },
  {
    name: 'no cache: nothing can be said of what is freed lazily',
    kind: 'missing',
    series: [...container({ usage: 1000, workingSet: 200, rss: 950, limit: 2000, start: 1000 }), ...go(runtime)],
    at: 20,
    expect: { ...undecidable, cache: null, untouched: 0 },
  },
  {
    name: 'cAdvisor before 0.39 on cgroup v2 reports neither rss nor cache',
    kind: 'missing',
    series: [...container({ ...accounts, rss: 0, cache: 0 }), ...go(runtime)],
    at: 20,
    expect: { ...undecidable, cache: 0 },
  },
  {
    name: 'a limit near 2^63 is none; the one of kube-state-metrics counts',
    kind: 'missing',
    series: [...container({ ...accounts, limit: 2 ** 43 }), kubeLimit(2000), ...go(runtime)],
    at: 20,
    expect: lazy,
  },
  {
    name: 'pod cgroup, pause container, nested cgroup and the kubelet’s own metrics count nothing twice',
    kind: 'trap',
    series: [
      ...container(accounts),
      ...container(
        { usage: 9000, workingSet: 9000, start: 9000 },
        { labels: { container: '', image: '', id: '/kubepods/pod1' } }
      ),
      ...container(
        { usage: 9, workingSet: 9, start: 9000 },
        { labels: { container: 'POD', id: '/kubepods/pod1/pause' } }
      ),
      ...container(
        { usage: 900, workingSet: 900, start: 9000 },
        { labels: { image: '', id: '/kubepods/pod1/run1/init' } }
      ),
      ...container({ workingSet: 9000, usage: 9000 }, { labels: { id: '', image: '' } }),
      ...go(runtime),
    ],
    at: 20,
    expect: lazy,
  },
  {
    name: 'cgroups nested in a container, with its labels, as of Docker in Docker and of systemd',
    kind: 'trap',
    series: [
      ...container(accounts, { labels: { id: dockerId } }),
      ...container({ ...accounts, ...inner, start: 9000 }, { labels: { id: `${dockerId}/docker/${'b'.repeat(64)}` } }),
      ...container(
        { ...accounts, ...inner, start: 9000 },
        { labels: { id: `/kubepods.slice/cri-containerd-${'a'.repeat(64)}.scope/init.scope` } }
      ),
      ...go(runtime),
    ],
    at: 20,
    expect: { ...lazy, run: dockerId },
  },
  {
    name: 'series of images without id belong to no run that is known',
    kind: 'missing',
    series: [...container(accounts, { labels: { id: '' } }), ...go(runtime)],
    at: 20,
    expect: {
      ...lazy,
      run: null,
      usage: null,
      workingSet: null,
      rss: null,
      cache: null,
      excess: null,
      limit: null,
      untouched: null,
      lazilyFreed: null,
      lazilyFreedFloor: null,
      lazilyFreedCeiling: null,
      corrected: null,
      needFloor: 200,
      offHeap: null,
      needLimitFloor: null,
      needLimit: null,
    },
  },
  {
    name: 'two replicas of a Prometheus, whose last scrapes differ',
    kind: 'trap',
    series: [
      ...container(accounts, { labels: { prometheus_replica: 'a' } }),
      ...container({ ...accounts, usage: 990 }, { labels: { prometheus_replica: 'b' } }),
      ...go(runtime, { labels: { prometheus_replica: 'a' } }),
      ...go({ ...runtime, sys: 890 }, { labels: { prometheus_replica: 'b' } }),
      ...kubeLimits,
    ],
    at: 20,
    expect: lazy,
  },
  {
    name: 'kube-state-metrics moved to another pod, and its old series lingers',
    kind: 'restart',
    series: [...container({ ...withoutLimit }), ...kubeLimits, ...go(runtime)],
    at: 20,
    expect: lazy,
  },
  {
    name: 'rss that was read a moment after usage is at most usage',
    kind: 'boundary',
    series: [...container({ ...accounts, rss: 1004, cache: 0 }), ...go(runtime)],
    at: 20,
    expect: {
      ...lazy,
      rss: 1000,
      cache: 0,
      excess: 800,
      lazilyFreedFloor: 600,
      corrected: 300,
      needFloor: 300,
      offHeap: 100,
      needLimitFloor: 0.15,
      needLimit: 0.15,
    },
  },
  {
    name: 'two jobs that scrape the same kubelet and the same process',
    kind: 'trap',
    series: [
      ...container(accounts),
      ...container(accounts, { labels: { job: 'cadvisor' } }),
      ...go(runtime),
      ...go(runtime, { labels: { job: 'web-again' } }),
    ],
    at: 20,
    expect: lazy,
  },
  {
    name: 'no working set: nothing can be said of what is freed lazily, nor of the upper end of the need',
    kind: 'missing',
    series: [...container({ usage: 1000, rss: 950, cache: 20, limit: 2000, start: 1000 }), ...go(runtime)],
    at: 20,
    expect: { ...undecidable, rss: 950, workingSet: null, corrected: null, needLimit: null, untouched: 0 },
  },
  {
    name: 'two Go processes and neither rss nor cache: the working set alone is sure',
    kind: 'missing',
    series: [
      ...container({ usage: 1000, workingSet: 200, limit: 2000, start: 1000 }),
      ...go(runtime),
      ...go({ ...runtime, sys: 800 }, { labels: { instance: 'web-0:9090' } }),
    ],
    at: 20,
    expect: {
      ...undecidable,
      ...noGo,
      cache: null,
      goRivals: 100 * MiB,
      version: 'go1.15.15',
      needFloor: null,
      needLimitFloor: null,
      lazilyFreedFloor: null,
    },
  },
  {
    name: 'two Go processes in one container are not added up',
    kind: 'trap',
    series: [
      ...container(accounts),
      ...go(runtime),
      ...go(runtime, { labels: { instance: 'web-0:9090' }, start: 5000 }),
    ],
    at: 20,
    expect: {
      ...lazy,
      ...noGo,
      goRivals: 4000,
      untouched: 0,
      version: 'go1.15.15',
      lazilyFreed: 780,
      lazilyFreedCeiling: 800,
      corrected: 200,
      needFloor: 170,
      needLimitFloor: 0.085,
      needLimit: 0.1,
    },
  },
];
