import { frame } from '../../tests/fixtures/frames';
import { recognise } from '../metrics/recognise';
import { statesOfPod } from './podStates';

const pod = { namespace: 'shop', pod: 'w-0' };
const memory = { ...pod, resource: 'memory' };
const limit = (container: string, bytes: number[]) =>
  frame('kube_pod_container_resource_limits', bytes, { ...memory, container });
const restarts = (container: string, counts: number[]) =>
  frame('kube_pod_container_status_restarts_total', counts, { ...pod, container });
const states = (frames: Array<ReturnType<typeof frame>>) =>
  Object.fromEntries(statesOfPod(recognise(frames).series).map(({ role, values }) => [role, Array.from(values)]));

describe('statesOfPod', () => {
  it('adds up what the containers of a pod have each', () => {
    const frames = [limit('a', [1, 1]), limit('b', [2, 4]), restarts('a', [0, 0]), restarts('b', [0, 1])];
    expect(states(frames)).toEqual({ kubeLimit: [3, 5], restarts: [0, 1] });
  });
  it('adds up no limits where a container has none', () => {
    expect(states([limit('a', [1]), restarts('a', [0]), restarts('b', [2])])).toEqual({ restarts: [2] });
  });
  it('takes the limit of the pod where one is told, and still the restarts of its containers', () => {
    const ofPod = frame('kube_pod_resource_limit', [9, 9], memory);
    const frames = [limit('a', [1, 1]), limit('b', [2, 2]), restarts('a', [0, 0]), restarts('b', [0, 1])];
    expect(states([ofPod, ...frames])).toEqual({ kubeLimit: [9, 9], restarts: [0, 1] });
  });
});
