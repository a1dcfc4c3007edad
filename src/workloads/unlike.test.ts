import { recognise } from '../metrics/recognise';
import type { InputFrame } from '../metrics/types';
import { frame } from '../../tests/fixtures/frames';
import { gather } from './gather';

const flat = Array.from({ length: 100 }, () => 1e9);
const labels = { namespace: 'shop', container: 'api' };
const pod = { namespace: 'shop', pod: 'api-0' };

/** A query's answer with its text; `M` stands for the metric. */
const asked = (expression: string, metric: string, of: Record<string, string>): InputFrame => ({
  ...frame(metric, flat, of),
  meta: { executedQueryString: `Expr: ${expression.replace('M', metric)}\nStep: 15s` },
});

const judge = (frames: InputFrame[]) => {
  const { workloads, problems } = gather(recognise(frames).series);
  return { roles: workloads.map(({ series }) => Object.keys(series).sort()), codes: problems.map(({ code }) => code) };
};

const rss = 'container_memory_rss';
const limits = 'kube_pod_container_resource_limits';
const limitOf = { resource: 'memory', unit: 'byte' };
const heap = 'go_memstats_heap_alloc_bytes';
const sum = 'sum by (namespace, container) (M{container!=""})';

describe('aggregates of several containers', () => {
  it.each(['max', 'avg', 'min', 'quantile'])('are held against no %s of their limits', (operator) =>
    expect(
      judge([asked(sum, rss, labels), asked(`${operator} by (container) (M)`, limits, { ...labels, ...limitOf })])
    ).toEqual({ roles: [['rss']], codes: ['unlike-limits'] })
  );

  it('are held against the sum of their limits', () =>
    expect(judge([asked(sum, rss, labels), asked(sum, limits, { ...labels, ...limitOf })])).toEqual({
      roles: [['kubeLimit', 'rss']],
      codes: [],
    }));

  it('of a pod are held against no limit of one container', () => {
    const largest = asked('max by (namespace, pod) (M)', limits, { ...pod, ...limitOf });
    expect(judge([asked('sum by (namespace, pod) (M{container!=""})', rss, pod), largest])).toEqual({
      roles: [['rss']],
      codes: ['unlike-limits'],
    });
    // The cgroup of the pod is a sum by itself.
    expect(judge([frame(rss, flat, pod), largest]).codes).toEqual(['unlike-limits']);
  });

  it('of one container each agree, whatever the operators', () => {
    const one = { ...pod, container: 'api' };
    const by = 'by (namespace, pod, container) (M{container!=""})';
    expect(judge([asked(`sum ${by}`, rss, one), asked(`max ${by}`, limits, { ...one, ...limitOf })])).toEqual({
      roles: [['kubeLimit', 'rss']],
      codes: [],
    });
  });

  it('are not compared with one value of Go of theirs', () => {
    expect(judge([asked(sum, rss, labels), asked('avg by (container) (M)', heap, labels)])).toEqual({
      roles: [['rss']],
      codes: ['unlike-go'],
    });
    expect(judge([asked(sum, rss, labels), asked(sum, heap, labels)]).codes).toEqual([]);
  });
});

describe('functions of a window', () => {
  const one = { ...pod, container: 'api' };

  it('are left out beside sizes as they were scraped', () =>
    expect(judge([asked('max_over_time(M[1h])', 'container_memory_usage_bytes', one), frame(rss, flat, one)])).toEqual({
      roles: [['rss']],
      codes: ['unlike-windows'],
    }));

  it('are kept where all sizes have the same, and a short mean is as good as a scrape', () => {
    const usage = (text: string) => asked(text, 'container_memory_usage_bytes', one);
    expect(judge([usage('max_over_time(M[1h])'), asked('max_over_time(M[1h])', rss, one)]).codes).toEqual([]);
    expect(judge([usage('avg_over_time(M[5m])'), frame(rss, flat, one)]).codes).toEqual([]);
  });

  it('of Go are left out beside a container as it was scraped; its version stays', () => {
    const version = frame(
      'go_info',
      Array.from(flat, () => 1),
      { ...one, version: 'go1.22.1' }
    );
    const { roles, codes } = judge([frame(rss, flat, one), asked('max_over_time(M[1h])', heap, one), version]);
    expect(roles[0]).not.toContain('heapAlloc');
    expect(codes).toEqual(['unlike-windows']);
  });
});
