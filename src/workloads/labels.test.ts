import { kubernetesNames, partOf } from './labels';

describe('kubernetesNames', () => {
  it('knows the names that the kubelet, collectors and exporters give', () =>
    expect(
      kubernetesNames({
        labels: {
          container_label_io_kubernetes_pod_namespace: 'n',
          'k8s.pod.name': 'p',
          container_name: 'c',
        },
      })
    ).toEqual({ namespace: 'n', pod: 'p', container: 'c' }));

  it('trusts the earlier of two names', () =>
    expect(kubernetesNames({ labels: { pod_name: 'later', pod: 'earlier' } }).pod).toBe('earlier'));

  it('reads labels of the user by their endings', () =>
    expect(kubernetesNames({ labels: { app_pod: 'p', podium: 'x' } })).toEqual({
      namespace: '',
      pod: 'p',
      container: '',
    }));
});

it('partOf leaves labels alone that are not in the table, and empty ones', () => {
  expect(partOf({ app_pod: 'p' }, 'pod')).toBe('');
  expect(partOf({ pod: '', exported_pod: 'p' }, 'pod')).toBe('p');
});
