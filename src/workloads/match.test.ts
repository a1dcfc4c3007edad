import fc from 'fast-check';
import { recognise } from '../metrics/recognise';
import type { InputFrame } from '../metrics/types';
import { MiB } from '../metrics/units';
import { frame } from '../../tests/fixtures/frames';
import { gather } from './gather';

const pod = { namespace: 'data', pod: 'redis-0' };
const steady = (name: string, labels: Record<string, string>, bytes: number) =>
  frame(name, Array(60).fill(bytes), labels);
const container = (labels: Record<string, string>, rss: number) => [
  steady('container_memory_usage_bytes', labels, rss + 9 * MiB),
  steady('container_memory_rss', labels, rss),
];
/** A Go process that keeps so much, with files of 24 MiB mapped beside. */
const process = (labels: Record<string, string>, kept: number) => [
  steady('go_memstats_sys_bytes', labels, kept + 40 * MiB),
  steady('go_memstats_heap_released_bytes', labels, 40 * MiB),
  steady('process_resident_memory_bytes', labels, kept + 24 * MiB),
];

/** What the workloads with Go series are called, and what is said of the answer. */
function joinedIn(frames: InputFrame[]) {
  const { workloads, problems } = gather(recognise(frames).series);
  const joined = workloads.filter(({ series }) => series.usage && series.sys).map(({ name }) => name.split('/').pop());
  return { joined, problems: problems.map(({ code }) => code) };
}

describe('a Go process of a pod whose job is called like a container', () => {
  const target = { ...pod, instance: '10.1.2.3:9121', job: 'redis' };
  const anySize = fc.integer({ min: 12 * MiB, max: 4000 * MiB });

  it('is in the other one where it is a small part of the first and fits the other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 12 * MiB, max: 60 * MiB }), fc.integer({ min: 3, max: 90 }), (kept, times) => {
        const program = times * (kept + 24 * MiB);
        const frames = [
          ...container({ ...pod, container: 'redis' }, program),
          ...container({ ...pod, container: 'metrics' }, kept + MiB),
          ...process(target, kept),
        ];
        expect(joinedIn(frames)).toEqual({ joined: ['metrics'], problems: [] });
      })
    );
  });

  it('is in that one where it fills it, whatever is beside', () => {
    fc.assert(
      fc.property(anySize, anySize, (kept, other) => {
        const frames = [
          ...container({ ...pod, container: 'redis' }, kept + MiB),
          ...container({ ...pod, container: 'sidecar' }, other),
          ...process(target, kept),
        ];
        expect(joinedIn(frames)).toEqual({ joined: ['redis'], problems: [] });
      })
    );
  });

  it('is shown by itself where it is a few percent of the only container known, and says so', () => {
    const frames = [...container({ ...pod, container: 'redis' }, 900 * MiB), ...process(target, 18 * MiB)];
    expect(joinedIn(frames)).toEqual({ joined: [], problems: ['go-of-unknown-container'] });
  });

  it('is in a container that its own label names, however small it is in there', () => {
    const labels = { ...target, container: 'redis' };
    const frames = [...container({ ...pod, container: 'redis' }, 900 * MiB), ...process(labels, 18 * MiB)];
    expect(joinedIn(frames)).toEqual({ joined: ['redis'], problems: [] });
  });
});

describe('a Go process that is too large for the container that its labels name', () => {
  const app = { ...pod, container: 'app' };
  const proxy = { ...pod, container: 'proxy' };
  const passedOn = process({ ...proxy, instance: '10.1.2.3:15020', job: 'app' }, 900 * MiB);
  const withoutRss = passedOn.filter(({ fields }) => !fields[1].labels?.__name__.startsWith('process_'));
  const small = container(proxy, 60 * MiB);

  it('is in the one of its pod that fits, and in none of a namesake in another namespace', () => {
    expect(joinedIn([...small, ...container(app, 910 * MiB), ...passedOn])).toEqual({
      joined: ['app'],
      problems: ['passed-on'],
    });
    const namesake = container({ ...app, namespace: 'other' }, 910 * MiB);
    expect(joinedIn([...small, ...namesake, ...passedOn])).toEqual({ joined: [], problems: ['go-too-large'] });
  });

  it('is shown by itself where no other is known, unless what Go keeps may be a ballast', () => {
    expect(joinedIn([...small, ...passedOn])).toEqual({ joined: [], problems: ['go-too-large'] });
    const { workloads } = gather(recognise([...small, ...passedOn]).series);
    expect(workloads.map(({ name }) => name)).toEqual(['data/redis-0/proxy', 'data/redis-0/proxy (Go)']);
    expect(new Set(workloads.map(({ ownerKey }) => ownerKey)).size).toBe(2);
    expect(workloads.map(({ tooLargeFor }) => tooLargeFor / MiB)).toEqual([924, NaN]);
    expect(joinedIn([...small, ...withoutRss])).toEqual({ joined: ['proxy'], problems: [] });
    expect(joinedIn([...small, ...container(app, 890 * MiB), ...withoutRss])).toEqual({
      joined: ['app'],
      problems: ['passed-on'],
    });
  });

  it('stays in one that was as large before', () => {
    const before = { ...proxy, id: '/before' };
    const grown = [
      frame('container_memory_usage_bytes', [...Array(59).fill(60 * MiB), 470 * MiB], before),
      frame('container_memory_rss', Array(60).fill(50 * MiB), before),
    ];
    expect(joinedIn([...grown, ...passedOn])).toEqual({ joined: ['proxy'], problems: [] });
  });

  it('is or is not in it whatever the order of its series', () => {
    const other = process({ ...proxy, instance: '10.1.2.3:8080', job: 'proxy' }, 40 * MiB);
    const [one, reversed] = [
      [...other, ...passedOn],
      [...passedOn, ...other],
    ].map((go) => joinedIn([...small, ...go]));
    expect(one).toEqual(reversed);
  });

  it('stays in one whose series end before it grew', () => {
    const labels = { ...proxy, instance: '10.1.2.3:15020' };
    const early = [...Array(10).keys()].map((i) => i * 15);
    const ended = ['container_memory_usage_bytes', 'container_memory_rss'].map((name) =>
      frame(
        name,
        early.map(() => 60 * MiB),
        proxy,
        early
      )
    );
    const grows = Array.from({ length: 60 }, (_, i) => (i < 20 ? 50 : 900) * MiB);
    const grown = [
      frame('go_memstats_sys_bytes', grows, labels),
      frame('go_memstats_heap_released_bytes', Array(60).fill(MiB), labels),
      frame('process_resident_memory_bytes', grows, labels),
    ];
    expect(joinedIn([...ended, ...grown])).toEqual({ joined: ['proxy'], problems: ['container-ended'] });
  });

  it('stays where working set is all there is of a container, which may hide what was freed lazily', () => {
    const hidden = [steady('container_memory_working_set_bytes', proxy, 60 * MiB)];
    const { workloads, problems } = gather(recognise([...hidden, ...passedOn]).series);
    expect(workloads.map(({ series }) => [series.workingSet, series.sys].every(Boolean))).toEqual([true]);
    expect(problems).toEqual([]);
  });
});

describe('a Go process outside of Kubernetes', () => {
  const service = (name: string) => ({
    name: `p-${name}-1`,
    id: `/docker/${name}`,
    container_label_com_docker_compose_service: name,
  });

  it('is in the container that its instance names, whatever job it is scraped under', () => {
    const frames = [
      ...container(service('redis'), 300 * MiB),
      ...container(service('redis-exporter'), 18 * MiB),
      ...process({ job: 'redis', instance: 'redis-exporter:9121' }, 17 * MiB),
    ];
    expect(joinedIn(frames)).toEqual({ joined: ['redis-exporter'], problems: [] });
  });

  it('is not in the only container known where it exports that one', () => {
    const target = { job: 'cadvisor', instance: 'cadvisor:8080' };
    const worker = container({ ...service('worker'), ...target }, 250 * MiB);
    expect(joinedIn([...worker, ...process(target, 110 * MiB)])).toEqual({
      joined: [],
      problems: ['go-without-container'],
    });
    expect(joinedIn([...worker, ...process({ job: 'app', instance: 'app:80' }, 230 * MiB)])).toEqual({
      joined: ['worker'],
      problems: ['joined-by-assumption'],
    });
  });

  it.each([40, 1100])('of %s MiB is not in the only container known of another size', (mib) => {
    const frames = [
      ...container(service('worker'), 250 * MiB),
      ...process({ job: 'app', instance: 'app:80' }, mib * MiB),
    ];
    expect(joinedIn(frames)).toEqual({ joined: [], problems: ['go-without-container'] });
  });

  it('is in the unit of its node that is called like its job', () => {
    const nodes = ['10.0.0.97', '10.0.0.98'];
    const frames = nodes.flatMap((node, i) => [
      ...container({ id: '/system.slice/containerd.service', instance: `${node}:10250` }, (500 + 300 * i) * MiB),
      ...process({ job: 'containerd', instance: `${node}:1338` }, 110 * MiB),
    ]);
    expect(joinedIn(frames).joined).toEqual(nodes.map((node) => `${node}:10250`));
  });
});
