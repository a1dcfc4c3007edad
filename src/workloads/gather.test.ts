import { recognise } from '../metrics/recognise';
import type { InputFrame } from '../metrics/types';
import { container, frame, store } from '../../tests/fixtures/frames';
import { MiB } from '../metrics/units';
import { gather, type GatherOptions } from './gather';
import { ownerOfPod } from './owner';

const workloadsOf = (frames: InputFrame[], options?: GatherOptions) => gather(recognise(frames).series, options);
const steady = (count: number, usage = 100 * MiB) =>
  Array.from({ length: count }, () => ({
    usage,
    workingSet: usage,
    rss: usage - MiB,
    cache: 0,
    heapAlloc: usage / 2,
    heapReleased: 0,
  }));
const usageOf = (labels: Record<string, string>, values: number[], times?: number[]) =>
  frame('container_memory_usage_bytes', values, labels, times);

describe('ownerOfPod', () => {
  it.each([
    ['web-5c6d7f8b9-aaa11', 'web'],
    ['api-66b8d4c5f7-aaaaa', 'api'],
    ['my-gateway-7f9d8c6b5-x2x4z', 'my-gateway'],
    ['thanos-store-0', 'thanos-store'],
    ['node-exporter-x7k2p', 'node-exporter'],
    ['backup-28391040-qz5wd', 'backup'],
    ['web-store', 'web-store'],
    ['my-gateway-store', 'my-gateway-store'],
    ['single', 'single'],
  ])('%s belongs to %s', (pod, owner) => {
    expect(ownerOfPod(pod)).toBe(owner);
  });
});

describe('gather', () => {
  it('leaves out the pod cgroup, the pause container and the hierarchy', () => {
    const { workloads } = workloadsOf([
      usageOf({ ...store, id: '/kubepods/p/c' }, [5, 5]),
      usageOf({ namespace: 'obs', pod: 'store-0', id: '/kubepods/p' }, [9, 9]),
      usageOf({ ...store, container: 'POD', id: '/kubepods/p/pause' }, [1, 1]),
      usageOf(
        { namespace: 'obs', pod: 'store-0', container: '', image: 'registry/pause:3.9', id: '/kubepods/p/x' },
        [1, 1]
      ),
      usageOf({ id: '/' }, [99, 99]),
      usageOf({ id: '/kubepods' }, [50, 50]),
    ]);
    expect(workloads.map(({ name }) => name)).toEqual(['obs/store-0/store']);
    expect([...(workloads[0].series.usage ?? [])]).toEqual([5, 5]);
  });

  it('says so when only cgroups of nodes are there', () => {
    const { workloads, problems } = workloadsOf([usageOf({ id: '/kubepods' }, [1])]);
    expect(workloads).toEqual([]);
    expect(problems.map(({ code }) => code)).toContain('node-level-only');
  });

  it('gives a series whose name vanished midway its name back', () => {
    const docker = { id: '/docker/9f8e7d6c', instance: 'n1:8080' };
    const mailer = { ...docker, name: 'mailer', image: 'mailer:3' };
    const { workloads } = workloadsOf([
      usageOf(mailer, [1, 2, 2], [1000, 2000, 3000]),
      usageOf(docker, [3, 4], [3000, 4000]),
      usageOf({ ...docker, instance: 'n2:8080' }, [9, 9], [3000, 4000]),
    ]);
    const [named] = workloads.filter(({ labels }) => labels.name === 'mailer');
    expect([...(named.series.usage ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it('reads the cgroup of a pod of whose containers there are no series, with the sum of their limits', () => {
    const pod = { namespace: 'obs', pod: 'a-0' };
    const limit = (container: string, bytes: number) =>
      frame('kube_pod_container_resource_limits', [bytes, bytes], { ...pod, container, resource: 'memory' });
    const restarts = (container: string) =>
      frame('kube_pod_container_status_restarts_total', [0, 0], { ...pod, container });
    const frames = [
      usageOf({ ...store, id: '/kubepods/c' }, [8, 8]),
      usageOf({ ...pod, id: '/kubepods/p' }, [1, 2]),
      ...['app', 'proxy'].map(restarts),
      limit('app', 300),
    ];
    const named = (all: typeof frames) => workloadsOf(all).workloads.find(({ name }) => name === 'obs/a-0');
    expect([...(named(frames)?.series.usage ?? [])]).toEqual([1, 2]);
    expect(named(frames)?.series.kubeLimit).toBeUndefined();
    expect([...(named([...frames, limit('proxy', 100)])?.series.kubeLimit ?? [])]).toEqual([400, 400]);
  });

  it('counts the outermost of nested cgroups', () => {
    const { workloads } = workloadsOf([
      usageOf({ ...store, id: '/kubepods/c' }, [8, 8]),
      usageOf({ ...store, id: '/kubepods/c/init.scope' }, [3, 3]),
    ]);
    expect([...(workloads[0].series.usage ?? [])]).toEqual([8, 8]);
  });

  it('prefers cAdvisor over the working set of /metrics/resource, which has no id', () => {
    const { workloads } = workloadsOf([
      usageOf({ ...store, id: '/kubepods/c' }, [8, 8]),
      frame('container_memory_working_set_bytes', [7, 7], { ...store, id: '/kubepods/c' }),
      frame('container_memory_working_set_bytes', [99, 99], store),
    ]);
    expect([...(workloads[0].series.workingSet ?? [])]).toEqual([7, 7]);
  });

  it('picks one of two replicas and never sums', () => {
    const { workloads } = workloadsOf(
      ['a', 'b'].map((replica) => usageOf({ ...store, id: '/c', prometheus_replica: replica }, [8, 8]))
    );
    expect([...(workloads[0].series.usage ?? [])]).toEqual([8, 8]);
  });

  it('ends a dead container where its successor starts, although its series lingers', () => {
    const old = container(steady(4, 200 * MiB), { id: '/kubepods/old' });
    const lingering = frame('container_memory_usage_bytes', Array(20).fill(200 * MiB), {
      ...store,
      id: '/kubepods/old',
    });
    const fresh = container(steady(10, 50 * MiB), { id: '/kubepods/new', start: 75 });
    const { workloads } = workloadsOf([...old.slice(1), lingering, ...fresh]);
    const [{ instances, series, time }] = workloads;
    expect(instances).toHaveLength(2);
    expect([...(series.usage ?? [])].slice(instances[1].start).every((bytes) => bytes === 50 * MiB)).toBe(true);
    expect(Array.from(time).every((t, i) => i === 0 || t > time[i - 1])).toBe(true);
  });

  it('ends a dead container without successor where its start time ends', () => {
    const samples = Array(20).fill(200 * MiB);
    const { workloads } = workloadsOf([
      usageOf({ ...store, id: '/c' }, samples),
      frame('container_start_time_seconds', [1, 1, 1, 1], { ...store, id: '/c' }),
    ]);
    expect(workloads[0].time).toHaveLength(4);
  });

  it('says that a Go process goes on after the series of its container', () => {
    const minutes = (count: number) => Array.from({ length: count }, (_, i) => i * 60);
    const codes = (goOn: number) => {
      const [own, go] = [minutes(60), minutes(60 + goOn)];
      return workloadsOf([
        usageOf(
          { ...store, id: '/kubepods/c' },
          own.map(() => 5),
          own
        ),
        frame(
          'go_memstats_sys_bytes',
          go.map(() => 3),
          store,
          go
        ),
      ]).problems.map(({ code, message }) => `${code} ${/\d+ minutes/.exec(message)?.[0]}`);
    };
    expect(codes(90)).toEqual(['container-ended 90 minutes']);
    expect(codes(5)).toEqual([]);
  });

  it('never joins a Go sample to another run than its own', () => {
    const old = container(steady(4, 200 * MiB), { id: '/kubepods/old', version: 'go1.11.13' });
    const fresh = container(steady(4, 50 * MiB), { id: '/kubepods/new', start: 60, version: 'go1.15.15' });
    const { workloads } = workloadsOf([...old, ...fresh]);
    expect(workloads[0].instances.map(({ goVersion, start, end }) => [goVersion, end - start])).toEqual([
      ['go1.11.13', 4],
      ['go1.15.15', 4],
    ]);
    expect([...(workloads[0].series.heapAlloc ?? [])]).toEqual([
      ...Array(4).fill(100 * MiB),
      ...Array(4).fill(25 * MiB),
    ]);
  });

  it('joins Go samples up to one step away, and none beyond', () => {
    const go = (shift: number) =>
      frame(
        'go_memstats_sys_bytes',
        [1, 2, 3, 4],
        { ...store, instance: 'x' },
        [0, 15, 30, 45].map((t) => t + shift)
      );
    const usage = usageOf(store, [9, 9, 9, 9]);
    expect([...(workloadsOf([usage, go(15)]).workloads[0].series.sys ?? [])]).toEqual([1, 1, 2, 3]);
    expect([...(workloadsOf([usage, go(45)]).workloads[0].series.sys ?? [])]).toEqual([NaN, NaN, 1, 1]);
  });

  it('says that two Go processes report for one container, and uses neither', () => {
    const go = (instance: string, bytes: number, start: number) => [
      frame('go_memstats_sys_bytes', Array(6).fill(bytes), { ...store, instance }),
      frame('process_start_time_seconds', Array(6).fill(start), { ...store, instance }),
    ];
    const { workloads, problems } = workloadsOf([
      usageOf(store, Array(6).fill(9)),
      ...go('a:1', 5, 100),
      ...go('a:2', 7, 200),
    ]);
    expect(problems.map(({ code }) => code)).toEqual(['two-go-processes']);
    expect(workloads[0].series.sys).toBeUndefined();
  });

  it('takes two scrapes of one process for one process', () => {
    const go = (job: string) => frame('go_memstats_sys_bytes', Array(6).fill(5), { ...store, instance: 'a:1', job });
    const { workloads, problems } = workloadsOf([usageOf(store, Array(6).fill(9)), go('x'), go('y')]);
    expect(problems).toEqual([]);
    expect(workloads[0].series.sys?.[0]).toBe(5);
  });

  it('joins Go series without container label to the only container of their pod', () => {
    const { workloads } = workloadsOf([
      usageOf(store, [9, 9]),
      frame('go_memstats_sys_bytes', [5, 5], { namespace: 'obs', pod: 'store-0', instance: 'x' }),
    ]);
    expect(workloads).toHaveLength(1);
    expect(workloads[0].series.sys?.[0]).toBe(5);
  });

  it('does not guess which of two containers Go series belong to', () => {
    const { workloads, problems } = workloadsOf([
      usageOf(store, [9, 9]),
      usageOf({ ...store, container: 'sidecar' }, [4, 4]),
      frame('go_memstats_sys_bytes', [5, 5], { namespace: 'obs', pod: 'store-0', instance: 'x' }),
    ]);
    expect(workloads.filter(({ series }) => series.usage && series.sys)).toEqual([]);
    expect(problems.map(({ code }) => code)).toContain('go-of-unknown-container');
  });

  it('joins the ports of a pod to the containers that are called like their jobs', () => {
    const go = (job: string, port: number, bytes: number) =>
      frame('go_memstats_sys_bytes', [bytes, bytes], {
        namespace: 'obs',
        pod: 'store-0',
        instance: `10.0.0.1:${port}`,
        job,
      });
    const { workloads, problems } = workloadsOf([
      usageOf(store, [9, 9]),
      usageOf({ ...store, container: 'worker' }, [8, 8]),
      go('store', 8080, 5),
      go('worker', 8081, 4),
    ]);
    expect(problems).toEqual([]);
    expect(workloads.map(({ labels, series }) => [labels.container, series.sys?.[0]])).toEqual([
      ['store', 5],
      ['worker', 4],
    ]);
  });

  it('says that memory series are missing where only kube-state-metrics tells of a container', () => {
    const { workloads, problems } = workloadsOf([
      frame('kube_pod_container_resource_limits', [77, 77], { ...store, resource: 'memory' }),
      frame('kube_pod_container_status_last_terminated_reason', [1, 1], { ...store, reason: 'OOMKilled' }),
    ]);
    expect(workloads).toEqual([]);
    expect(problems.map(({ code }) => code)).toEqual(['no-memory-series']);
    expect(problems[0].message).toMatch(/obs.store-0.store, and reports OOMKilled: no memory series/);
  });

  describe('without ids and restart counter', () => {
    const times = Array.from({ length: 20 }, (_, i) => i * 60);
    const { namespace, pod, container: name } = store;
    const labels = { namespace, pod, container: name };
    const limits = (from: number) =>
      frame(
        'kube_pod_container_resource_limits',
        times.slice(from).fill(99),
        { ...labels, resource: 'memory' },
        times.slice(from)
      );
    const killed = (from: number) =>
      frame(
        'kube_pod_container_status_last_terminated_reason',
        times.slice(from).fill(1),
        { ...labels, reason: 'OOMKilled' },
        times.slice(from)
      );
    const usage = usageOf(
      labels,
      times.map((_, i) => (i < 10 ? 40 + 5 * i : 20)),
      times
    );

    it('begins a run where a termination is first reported', () => {
      const [{ instances }] = workloadsOf([usage, limits(0), killed(11)]).workloads;
      expect(instances.map(({ start, end }) => [start, end])).toEqual([
        [0, 10],
        [10, 20],
      ]);
    });

    it('begins none where the exporter itself begins', () => {
      const [{ instances }] = workloadsOf([usage, limits(11), killed(11)]).workloads;
      expect(instances).toHaveLength(1);
    });
  });

  it('joins Docker containers by service name and target host', () => {
    const { workloads } = workloadsOf([
      usageOf({ id: '/docker/1', name: 'demo-go115-1', container_label_com_docker_compose_service: 'go115' }, [9, 9]),
      usageOf({ id: '/docker/2', name: 'demo-go116-1', container_label_com_docker_compose_service: 'go116' }, [8, 8]),
      frame('go_memstats_sys_bytes', [5, 5], { job: 'demo', instance: 'go115:8080' }),
    ]);
    expect(workloads.map(({ name, series }) => [name, series.sys?.[0]])).toEqual([
      ['go115', 5],
      ['go116', undefined],
    ]);
  });

  it('reads the limit of kube-state-metrics from the labels of the pod it describes', () => {
    const { workloads } = workloadsOf([
      usageOf(store, [9, 9]),
      frame('kube_pod_container_resource_limits', [77, 77], {
        namespace: 'monitoring',
        pod: 'kube-state-metrics-1',
        container: 'ksm',
        exported_namespace: 'obs',
        exported_pod: 'store-0',
        exported_container: 'store',
        resource: 'memory',
      }),
    ]);
    expect(workloads[0].series.kubeLimit?.[1]).toBe(77);
  });

  it('names workloads without characters that cannot be seen or that turn what follows', () => {
    const { workloads } = workloadsOf([
      usageOf({ namespace: 'a\u202Eb', pod: 'c\u200B-0', container: 'd\u0000' }, [5, 5]),
    ]);
    expect(workloads[0].name).toBe('a\uFFFDb/c\uFFFD-0/d\uFFFD');
    expect(workloads[0].labels.namespace).toBe('a\u202Eb');
  });

  it('follows the labels named in the options', () => {
    const { workloads } = workloadsOf(
      [usageOf({ app: 'x', id: '/a.service' }, [9, 9]), frame('go_memstats_sys_bytes', [5, 5], { app: 'x' })],
      { identityLabels: ['app'] }
    );
    expect(workloads[0].series.sys?.[0]).toBe(5);
  });

  it.each(['constructor', 'toString', '__proto__'])('takes %s for a label only where it is one', (name) => {
    const own: Record<string, string> = JSON.parse(`{"${name}": "x"}`);
    const identified = (labels: Record<string, string>) =>
      workloadsOf([usageOf({ ...store, ...labels }, [9, 9])], { identityLabels: [name] }).workloads;
    expect(identified({})).toEqual([]);
    expect(identified(own).map((workload) => [workload.name, workload.selectors.container])).toEqual([
      ['x', `${name}="x"`],
    ]);
    const owned = (labels: Record<string, string>) =>
      workloadsOf([usageOf({ ...store, pod: 'web-0', ...labels }, [9, 9])], { ownerLabel: name }).workloads[0].owner;
    expect(owned({})).toBe('web');
    expect(owned(own)).toBe('x');
  });

  it('groups pods of one Deployment by owner', () => {
    const pod = (name: string) => usageOf({ ...store, pod: name }, [9, 9]);
    const { workloads } = workloadsOf([pod('web-5c6d7f8b9-aaa11'), pod('web-7f9d8c6b5-ddd44')]);
    expect(new Set(workloads.map(({ ownerKey }) => ownerKey)).size).toBe(1);
  });

  it('composes only where a coarser series has samples', () => {
    const { workloads } = workloadsOf([
      usageOf(store, Array(8).fill(9)),
      frame('container_memory_working_set_bytes', [7, 7, 7, 7], store, [0, 30, 60, 90]),
    ]);
    expect([...workloads[0].time]).toEqual([0, 30_000, 60_000, 90_000]);
  });
});
