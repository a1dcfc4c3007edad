import { recognise } from '../metrics/recognise';
import { frame } from '../../tests/fixtures/frames';
import { gather } from './gather';

const grid = Array.from({ length: 30 }, (_, i) => i * 60);
const usage = (labels: Record<string, string>, bytes: number) =>
  frame(
    'container_memory_usage_bytes',
    grid.map((_, i) => bytes + i),
    labels,
    grid
  );
const namesOf = (...frames: Array<ReturnType<typeof usage>>) => {
  const { workloads, problems } = gather(recognise(frames).series);
  return { names: workloads.map(({ name }) => name), codes: problems.map(({ code }) => code) };
};

describe('the identity of a workload', () => {
  it('is the name of a container on its host outside of Kubernetes', () => {
    const on = (host: string, bytes: number) =>
      usage({ job: 'cadvisor', instance: `${host}:8080`, name: 'vector', id: `/docker/${host}` }, bytes);
    expect(namesOf(on('host1', 100), on('host2', 200), on('host3', 300))).toEqual({
      names: ['vector/host1:8080', 'vector/host2:8080', 'vector/host3:8080'],
      codes: ['told-apart'],
    });
    expect(namesOf(on('host1', 100))).toEqual({ names: ['vector'], codes: [] });
  });

  it('is a label that names a container on a machine, as Telegraf tells both', () => {
    const on = (host: string, container_name: string) =>
      usage({ host, engine_host: host, container_name, container_image: `shop/${container_name}` }, 100);
    expect(namesOf(on('h1', 'web'), on('h1', 'db'), on('h2', 'web'))).toEqual({
      names: ['db/h1', 'web/h1', 'web/h2'],
      codes: [],
    });
    // Of many pods, as a sum by container is, nothing is told.
    expect(namesOf(usage({ container: 'web' }, 100))).toEqual({ names: [], codes: ['no-identity'] });
  });

  it('is the pod, wherever that was scraped', () => {
    const pod = { namespace: 'shop', pod: 'cart-0', container: 'cart' };
    expect(
      namesOf(
        usage({ ...pod, instance: 'node1:10250', id: '/kubepods/a' }, 100),
        usage({ ...pod, instance: 'node2:10250', id: '/kubepods/b' }, 200)
      ).names
    ).toEqual(['shop/cart-0/cart']);
  });

  it.each([
    ['/lxc/104', true],
    ['/lxc.payload.web', true],
    ['/system.slice/sshd.service', true],
    ['/lxc', false],
    ['/lxc/104/ns', false],
    ['/system.slice', false],
  ])('of the cgroup %s alone is one: %s', (id, is) =>
    expect(namesOf(usage({ id }, 100)).names).toEqual(is ? [id] : [])
  );

  it('is what an exporter describes, and not its own pod', () => {
    const exporter = { namespace: 'monitoring', pod: 'cadvisor-x7k2p', container: 'cadvisor', id: '/kubepods/a' };
    const described = { exported_namespace: 'shop', exported_pod: 'cart-0', exported_container: 'cart' };
    expect(namesOf(usage({ ...exporter, ...described }, 100)).names).toEqual(['shop/cart-0/cart']);
    expect(namesOf(usage(exporter, 100)).names).toEqual(['monitoring/cadvisor-x7k2p/cadvisor']);
  });
});
