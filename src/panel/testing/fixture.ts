import type { Composition, CompositionInstance, LayerId } from '../../composition/types';
import type { Finding } from '../../diagnosis/types';
import type { WorkloadModel } from '../model';

export const MiB = 1024 * 1024;
export const start = Date.UTC(2026, 0, 2, 10, 0, 0);
export const step = 15_000;

interface Shape {
  /** Bytes of every layer, one number a sample; NaN is not drawn. */
  layers: Partial<Record<LayerId, number[]>>;
  time?: number[];
  instances?: Array<Partial<CompositionInstance>>;
  limit?: number;
  goMissing?: number[];
  name?: string;
}

/** A composition made by hand: usage is what the layers add up to, everything else is derived from it. */
export function composition(shape: Shape): Composition {
  const layers = Object.entries(shape.layers).map(([id, values]) => ({
    id: id as LayerId,
    values: Float64Array.from(values),
  }));
  const length = layers[0]?.values.length ?? 0;
  const time = Float64Array.from(shape.time ?? Array.from({ length }, (_, i) => start + i * step));
  const usage = Float64Array.from({ length }, (_, i) => layers.reduce((sum, { values }) => sum + values[i], 0));
  const none = () => new Float64Array(length).fill(NaN);
  const whole: CompositionInstance = {
    start: 0,
    end: length,
    from: time[0],
    to: time[length - 1],
    startedAt: time[0],
    goVersion: 'go1.15.15',
    mode: 'full',
    untouchedBallast: false,
    refused: false,
  };
  const instances = (shape.instances ?? [{}]).map((part) => {
    const merged = { ...whole, ...part };
    const from = time[merged.start];
    return { ...merged, from, to: time[merged.end - 1], startedAt: from };
  });
  const name = shape.name ?? 'shop/web-0/web';
  return {
    workload: {
      key: name,
      name,
      labels: { namespace: 'shop', pod: name, container: 'web' },
      owner: 'web',
      ownerKey: 'shop/web',
      time,
      step,
      series: {},
      instances: [],
      selectors: { container: 'pod="web-0"', go: 'pod="web-0"' },
      refIds: { container: 'A', go: 'B' },
      metrics: {},
      terminations: [],
    },
    time,
    layers,
    drawn: Uint8Array.from(usage, (value) => Number(Number.isFinite(value))),
    goMissing: Uint8Array.from(shape.goMissing ?? new Array<number>(length).fill(0)),
    usage,
    workingSet: usage.map((value) => value / 2),
    correctedWorkingSet: usage.map((value) => (value * 3) / 4),
    need: { low: none(), high: none() },
    lazilyFreed: { estimate: none(), floor: none(), ceiling: none() },
    fileListExcess: none(),
    retained: none(),
    notResident: new Float64Array(length),
    rss: none(),
    limit: new Float64Array(length).fill(shape.limit ?? NaN),
    goMemLimit: none(),
    processRss: none(),
    nextGc: none(),
    instances,
    samples: length,
  };
}

export function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    id: 'lazily-freed',
    confidence: 'proven',
    severity: 'info',
    from: start,
    to: start + 4 * step,
    upgrade: null,
    headline: {
      id: 'lazily-freed.headline',
      values: { size: { kind: 'bytes', value: 512 * MiB }, usage: { kind: 'bytes', value: 1024 * MiB } },
    },
    evidence: [
      {
        text: {
          id: 'lazily-freed.version-lazy',
          values: { version: { kind: 'text', value: 'go1.15.15' } },
        },
        promql: 'go_info{pod="web-0"}',
      },
    ],
    refutedBy: { id: 'lazily-freed.refuted', values: {} },
    advice: { id: 'lazily-freed.advice', values: {} },
    layers: ['lazily-freed'],
    bytes: 512 * MiB,
    ...overrides,
  };
}

export function workloadModel(name: string, findings: Finding[]): WorkloadModel {
  const made = composition({ name, layers: { 'heap-objects': [1, 2, 3] } });
  return { workload: made.workload, composition: made, findings };
}
