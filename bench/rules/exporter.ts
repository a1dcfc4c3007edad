import { type Server, createServer } from 'node:http';
import { MiB } from '../../src/metrics/units';

/** Pods of one service, and services of one namespace. */
const podsOfService = 20;
const servicesOfNamespace = 10;
const containersOfNode = 50;
const startedAt = Math.floor(Date.now() / 1000);

interface Metric {
  name: string;
  /** Of a container by its number, and of time in seconds. */
  value: (i: number, time: number) => number;
  kind: 'container' | 'go' | 'version';
}

const wave = (i: number, time: number) => 1 + 0.1 * Math.sin(time / 60 + i);

/** What the rules read of one container: mostly steady, each twentieth with lazily freed memory. */
const metrics: Metric[] = [
  { name: 'container_memory_usage_bytes', kind: 'container', value: (i, t) => 1000 * MiB * wave(i, t) },
  {
    name: 'container_memory_working_set_bytes',
    kind: 'container',
    value: (i, t) => (i % 20 ? 800 : 200) * MiB * wave(i, t),
  },
  { name: 'container_memory_rss', kind: 'container', value: (i, t) => (i % 20 ? 700 : 950) * MiB * wave(i, t) },
  { name: 'container_memory_cache', kind: 'container', value: (i, t) => (i % 20 ? 280 : 20) * MiB * wave(i, t) },
  { name: 'container_spec_memory_limit_bytes', kind: 'container', value: () => 2000 * MiB },
  { name: 'container_start_time_seconds', kind: 'container', value: () => startedAt },
  { name: 'go_info', kind: 'version', value: () => 1 },
  { name: 'go_memstats_sys_bytes', kind: 'go', value: (i) => (i % 20 ? 700 : 900) * MiB },
  { name: 'go_memstats_heap_released_bytes', kind: 'go', value: (i) => (i % 20 ? 40 : 700) * MiB },
  { name: 'go_memstats_heap_alloc_bytes', kind: 'go', value: (i, t) => 100 * MiB * wave(i, t) },
  { name: 'process_start_time_seconds', kind: 'go', value: () => startedAt },
];

export const seriesOfContainer = metrics.length;

/** Labels as a kubelet and a pod monitor give them. */
function labelsOf(i: number, kind: Metric['kind']): string {
  const service = Math.floor(i / podsOfService);
  const namespace = Math.floor(service / servicesOfNamespace);
  const pod = `service-${service}-${(i * 7919).toString(36).padStart(9, 'b').slice(-9)}-${i}`;
  const common = `namespace="team-${namespace}",pod="${pod}",container="service-${service}"`;
  if (kind === 'container') {
    const node = Math.floor(i / containersOfNode);
    const id = i.toString(16).padStart(64, '0');
    return `${common},id="/kubepods/burstable/pod${i}/${id}",image="registry.example/service-${service}:v1",name="${id}",job="kubelet",instance="node-${node}"`;
  }
  const version = kind === 'version' ? `,version="${i % 20 ? 'go1.22.1' : 'go1.15.15'}"` : '';
  return `${common},job="service-${service}",instance="10.0.0.${i}:8080"${version}`;
}

/** Serves the series of so many containers on loopback, for one target of a Prometheus with `honor_labels`. */
export async function serveContainers(containers: number): Promise<{ port: number; close: () => void }> {
  const prefixes = metrics.map(({ name, kind }) =>
    Array.from({ length: containers }, (_, i) => `${name}{${labelsOf(i, kind)}} `)
  );
  const server: Server = createServer((_request, response) => {
    const time = Date.now() / 1000;
    response.setHeader('Content-Type', 'text/plain; version=0.0.4');
    metrics.forEach(({ value }, m) => {
      response.write(`${prefixes[m]?.map((prefix, i) => prefix + Math.round(value(i, time))).join('\n')}\n`);
    });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('No free port');
  }
  return { port: address.port, close: () => server.close() };
}
