import type { Series } from '../metrics/types';
import { identities } from './identity';
import { withoutPodSums } from './traps';

const series = (labels: Record<string, string>): Series => ({
  role: 'usage',
  metric: 'container_memory_usage_bytes',
  labels: { namespace: 'shop', pod: 'api-0', ...labels },
  times: Float64Array.of(0),
  values: Float64Array.of(1),
});
const kept = (...all: Array<Record<string, string>>): string[] =>
  withoutPodSums(all.map(series), identities()).map(
    ({ labels }) => `${labels.cluster ?? 'any'} ${labels.container || 'pod'}`
  );

describe('withoutPodSums', () => {
  it('leaves out the cgroup of a pod beside those of its containers', () => {
    expect(kept({ container: '' }, { container: 'api' })).toEqual(['any api']);
    expect(kept({ container: '' }, { pod: 'api-1', container: 'api' })).toEqual(['any pod', 'any api']);
  });

  it('tells pods of the same name in two clusters apart', () => {
    const containers = { cluster: 'a', container: 'api' };
    expect(kept({ cluster: 'b', container: '' }, containers)).toEqual(['b pod', 'a api']);
    expect(kept({ cluster: 'a', container: '' }, containers)).toEqual(['a api']);
  });

  it('counts none twice where one side has lost the label of its cluster', () => {
    expect(kept({ container: '' }, { cluster: 'a', container: 'api' })).toEqual(['a api']);
    expect(kept({ cluster: 'a', container: '' }, { container: 'api' })).toEqual(['any api']);
  });
});
