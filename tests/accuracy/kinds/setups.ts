import { base, between, constant, day, hour, pick, rising, type Random } from '../synthetic/building';
import { MiB } from '../../../src/metrics/units';
import type { InputFrame } from '../../../src/metrics/types';
import { labelsOf, nameOf, relabel, revalue } from '../series';
import type { Run, Scene } from '../synthetic/world';
import type { Kind } from './kind';
import { container, go, leak, old, sceneOf, steady } from './scenes';

const identity = ['instance', 'id'];

const scene = (random: Random, runs: Run[], over?: Partial<Scene>): Scene =>
  sceneOf(random, old(runs), { span: 12 * hour, step: pick(random, [60, 120]) }, over);

const isGo = (frame: InputFrame) => /^(go|process)_/.test(nameOf(frame));
/** Changes the labels of container series and of Go series in two ways. */
const relabelled =
  (
    ofContainer: (labels: Record<string, string>) => Record<string, string>,
    ofGo: (labels: Record<string, string>) => Record<string, string>
  ): Kind['dress'] =>
  (frames) => [
    ...relabel(
      frames.filter((frame) => !isGo(frame)),
      ofContainer
    ),
    ...relabel(frames.filter(isGo), ofGo),
  ];

const nodes = ['10.0.0.11', '10.0.0.12', '10.0.0.13'];
const nodeOf = (pod: string) => nodes[Number(/\d$/.exec(pod)?.[0] ?? 0)];

const apiserver = (k: number): Partial<Run> => ({
  pod: `kube-apiserver-${k}`,
  labels: { container: 'kube-apiserver' },
});

/** The app, and a sidecar with its own Go process, in one pod. */
const withSidecar = (random: Random): Scene =>
  scene(random, [
    leak(random, { pod: 'api-0', labels: { container: 'api' } }),
    steady(random, { pod: 'api-0', labels: { container: 'istio-proxy' }, live: constant(40 * MiB) }),
  ]);

/** Container series as `sum by (namespace, pod)` leaves them. */
function summed(frames: InputFrame[]): InputFrame[] {
  const sums = new Map<string, InputFrame>();
  for (const frame of frames.filter((one) => /^container_memory/.test(nameOf(one)))) {
    const { __name__, namespace, pod } = labelsOf(frame);
    const before = sums.get(__name__);
    const [times, field] = frame.fields;
    const at = new Map(
      before ? Array.from(before.fields[0].values, (t, i) => [t, Number(before.fields[1].values[i])]) : []
    );
    const values = Array.from(field.values, (value, i) => Number(value) + (at.get(times.values[i]) ?? 0));
    sums.set(__name__, { ...frame, fields: [times, { ...field, labels: { __name__, namespace, pod }, values }] });
  }
  return [...sums.values(), ...frames.filter(isGo)];
}

/** Real names and labels, in which the same leak must be found. */
export const setupKinds: readonly Kind[] = [
  ...[20, 600, 5400].map((seconds): Kind => ({
    number: 8,
    name: `process start ${seconds} s before container start`,
    truth: { must: ['heap-growth'], joined: '' },
    allowed: ['heap-growth'],
    needs: [...container, ...go],
    build: (random) => scene(random, [leak(random, { older: pick(random, [0, 3 * hour, day]) })]),
    dress: (frames) => revalue(frames, /^process_start_time_seconds$/, (value) => value - seconds),
  })),
  {
    number: 8,
    name: 'cAdvisor restarts reset the start time',
    truth: { must: ['heap-growth'], never: ['oom-killed'], joined: '' },
    allowed: ['heap-growth'],
    needs: [...container, ...go],
    build: (random) => scene(random, [leak(random)]),
    dress: (frames) => {
      const span = 12 * hour * 1000;
      const first = Number(frames[0]?.fields[0].values[0] ?? 0);
      return revalue(frames, /^container_start_time_seconds$/, (value, time) =>
        time - first < 0.4 * span ? value : (first + (time - first < 0.7 * span ? 0.4 : 0.7) * span) / 1000
      );
    },
  },
  ...['datacenter', 'region', 'stage'].map((label): Kind => ({
    number: 8,
    name: `two clusters told apart by ${label}`,
    truth: { says: label, orWorkloads: 2 },
    allowed: ['heap-growth'],
    needs: [...container, ...go],
    build: (random) =>
      scene(random, [leak(random, { labels: { [label]: 'a' } }), steady(random, { labels: { [label]: 'b' } })]),
  })),
  {
    number: 8,
    name: 'pod sums over an app and a sidecar',
    truth: { alarm: ['heap-growth'] },
    allowed: ['anonymous-growth'],
    needs: [...container, ...go],
    keeps: identity,
    build: withSidecar,
    dress: summed,
  },
  {
    number: 8,
    name: 'app and sidecar in one pod',
    truth: { alarm: ['heap-growth'], workloads: 2 },
    needs: [...container, ...go],
    keeps: identity,
    build: withSidecar,
  },
  {
    number: 9,
    name: 'host network: joined by the address of the node',
    truth: { alarm: ['heap-growth'], workloads: 3, silent: 'query the same namespace and pod' },
    needs: [...container, ...go],
    keeps: identity,
    build: (random) =>
      scene(random, [leak(random, apiserver(0)), steady(random, apiserver(1)), steady(random, apiserver(2))]),
    dress: relabelled(
      (labels) => ({ ...labels, node: `node-${labels.pod.slice(-1)}`, instance: `${nodeOf(labels.pod)}:10250` }),
      ({ pod, container: _container, namespace: _namespace, ...labels }) => ({
        ...labels,
        job: 'apiserver',
        instance: `${nodeOf(pod)}:6443`,
      })
    ),
  },
  {
    number: 9,
    name: 'annotation scrape: no container label, a sidecar beside',
    truth: { alarm: ['heap-growth'], joined: 'api' },
    needs: [...container, ...go],
    keeps: identity,
    build: withSidecar,
    dress: (frames) =>
      frames
        .filter((frame) => !isGo(frame) || labelsOf(frame).container === 'api')
        .flatMap((frame) =>
          isGo(frame)
            ? relabel([frame], ({ pod, namespace, container: _container, ...labels }) => ({
                ...labels,
                kubernetes_namespace: namespace,
                kubernetes_pod_name: pod,
                app: 'api',
                job: 'kubernetes-pods',
              }))
            : [frame]
        ),
  },
  {
    number: 9,
    name: 'standalone cAdvisor',
    truth: { alarm: ['heap-growth'], workloads: 2 },
    needs: [...container, ...go],
    keeps: identity,
    build: (random) =>
      scene(random, [
        leak(random, { pod: 'ledger-0', labels: { container: 'ledger' } }),
        steady(random, { pod: 'mail-0', labels: { container: 'mail' } }),
      ]),
    dress: (frames) =>
      relabel(frames, ({ namespace, pod, container: own, ...labels }) =>
        labels.__name__.startsWith('container_')
          ? {
              ...labels,
              name: `k8s_${own}_${pod}_${namespace}_0`,
              container_label_io_kubernetes_pod_namespace: namespace,
              container_label_io_kubernetes_pod_name: pod,
              container_label_io_kubernetes_container_name: own,
            }
          : { ...labels, namespace, pod, container: own }
      ),
  },
  {
    number: 9,
    name: "containerd's own metrics",
    truth: { alarm: ['anonymous-growth'], workloads: 1 },
    needs: container,
    build: (random) => scene(random, [leak(random)], { noGo: true, lists: true }),
    dress: (frames) => {
      const names: Readonly<Record<string, string>> = {
        container_memory_usage_bytes: 'container_memory_usage_bytes',
        container_memory_rss: 'container_memory_anon_bytes',
        container_memory_cache: 'container_memory_file_bytes',
        container_memory_total_inactive_file_bytes: 'container_memory_inactive_file_bytes',
        container_memory_total_active_file_bytes: 'container_memory_active_file_bytes',
      };
      return relabel(
        frames.filter((frame) => nameOf(frame) in names),
        ({ __name__ }) => ({
          __name__: names[__name__],
          container_id: '4f0c2b1a9d',
          namespace: 'k8s.io',
          job: 'containerd',
          instance: '10.0.0.7:1338',
        })
      );
    },
  },
  {
    number: 9,
    name: 'docker compose',
    truth: { alarm: ['heap-growth'], workloads: 1 },
    needs: [...container, ...go],
    keeps: identity,
    build: (random) => scene(random, [leak(random)]),
    dress: (frames) =>
      relabelled(
        ({ __name__, id }) => ({
          __name__,
          id: id ?? '/docker/1',
          name: 'shop-api-1',
          container_label_com_docker_compose_service: 'api',
          container_label_com_docker_compose_project: 'shop',
          job: 'cadvisor',
          instance: 'cadvisor:8080',
        }),
        ({ __name__, version }) => ({ __name__, ...(version && { version }), job: 'api', instance: 'api:8080' })
      )?.(
        frames.filter((frame) => !nameOf(frame).startsWith('kube_')),
        Math.random
      ) ?? [],
  },
  {
    number: 8,
    name: 'two names of one role in conflict',
    truth: { alarm: ['heap-growth'], workloads: 1 },
    needs: [...container, ...go],
    build: (random) => scene(random, [leak(random)]),
    dress: (frames) => [
      ...frames,
      ...revalue(
        relabel(
          frames.filter((frame) => nameOf(frame) === 'go_memstats_sys_bytes'),
          (labels) => ({ ...labels, __name__: 'go_memory_classes_total_bytes' })
        ),
        /./,
        (value) => 1.01 * value
      ),
    ],
  },
  {
    number: 9,
    name: 'Go metrics by the older OpenTelemetry instrumentation',
    truth: { must: ['heap-growth'], workloads: 1 },
    allowed: ['heap-growth'],
    needs: [...container, ...go],
    build: (random) => scene(random, [leak(random)]),
    dress: (frames) =>
      relabel(
        frames.filter((frame) => !isGo(frame) || /memstats_heap_(alloc|idle|inuse|released|sys)_/.test(nameOf(frame))),
        (labels) => ({
          ...labels,
          __name__: labels.__name__.replace(/^go_memstats_(heap_\w+)_bytes$/, 'process_runtime_go_mem_$1_bytes'),
        })
      ),
  },
  {
    number: 8,
    name: 'lives apart without id, a kill between',
    truth: { alarm: ['oom-killed'], runs: 2, workloads: 1 },
    allowed: ['oom-risk', 'heap-growth'],
    needs: [...container, ...go, 'restarts', 'limit'],
    build: (random) => {
      const limit = between(random, 600, 1500) * MiB;
      const life = (over: Partial<Run>) =>
        base(random, { live: rising(0.2 * limit, 0.68 * limit), gogc: 0.28, inactiveFile: constant(0), ...over });
      const runs = [
        life({ to: 0.6, ended: 'OOMKilled', labels: { name: 'k8s_app_1' } }),
        life({ from: 0.605, older: 0, labels: { name: 'k8s_app_2' } }),
      ];
      return scene(random, runs, { limit });
    },
    dress: (frames) =>
      relabel(frames, ({ id: _id, name, ...labels }) =>
        labels.__name__.startsWith('container_') ? { ...labels, ...(name && { name }) } : labels
      ),
  },
];
