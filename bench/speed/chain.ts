import { createRequire } from 'node:module';
import path from 'node:path';
import { JSDOM } from 'jsdom';
import { firstValueFrom } from 'rxjs';
import type { DataFrame, DataTransformerConfig } from '@grafana/data';
import type { InputFrame } from '../../src/metrics/types';

/** Grafana's data package reads the browser's globals when it is loaded. */
function grafanaData(): typeof import('@grafana/data') {
  const { window } = new JSDOM('', { url: 'http://localhost' });
  for (const name of [
    'document',
    'navigator',
    'localStorage',
    'Element',
    'HTMLElement',
    'Node',
    'DOMParser',
  ] as const) {
    Object.defineProperty(globalThis, name, { value: window[name], configurable: true, writable: true });
  }
  Object.defineProperty(globalThis, 'window', { value: window, configurable: true });
  return createRequire(path.resolve('package.json'))('@grafana/data');
}

/** A layer as a field of the chain's result, and what it is made of: names of series, or of fields before it. */
type Step =
  [alias: string, left: string, operator: '+' | '-', right: string] | [alias: string, 'max' | 'min', string[]];

const metric = {
  usage: 'container_memory_usage_bytes',
  workingSet: 'container_memory_working_set_bytes',
  rss: 'container_memory_rss',
  cache: 'container_memory_cache',
  alloc: 'go_memstats_heap_alloc_bytes',
  inuse: 'go_memstats_heap_inuse_bytes',
  idle: 'go_memstats_heap_idle_bytes',
  released: 'go_memstats_heap_released_bytes',
  stacks: 'go_memstats_stack_sys_bytes',
  sys: 'go_memstats_sys_bytes',
} as const;

/**
 * The layers of a container with all series, as a user would calculate them: without the cases of missing values,
 * restarts and untouched ballasts, that the composition takes care of besides.
 */
const steps: readonly Step[] = [
  ['zero', metric.usage, '-', metric.usage],
  ['heap-fragmented', metric.inuse, '-', metric.alloc],
  ['heap-idle', metric.idle, '-', metric.released],
  ['heap sys', metric.inuse, '+', metric.idle],
  ['not heap', metric.sys, '-', 'heap sys'],
  ['runtime', 'not heap', '-', metric.stacks],
  ['retained', metric.sys, '-', metric.released],
  ['outside of Go', metric.rss, '-', 'retained'],
  ['not in working set', metric.usage, '-', metric.workingSet],
  ['plain excess', 'not in working set', '-', metric.cache],
  ['least', 'min', ['plain excess', metric.released, 'outside of Go']],
  ['lazily-freed', 'max', ['least', 'zero']],
  ['inactive', 'not in working set', '-', 'lazily-freed'],
  ['at most cache', 'min', ['inactive', metric.cache]],
  ['page-cache', 'max', ['at most cache', 'zero']],
  ['held', metric.cache, '-', 'page-cache'],
  ['anonymous', metric.rss, '+', metric.cache],
  ['kernel', metric.usage, '-', 'anonymous'],
  ['resident', metric.rss, '-', 'lazily-freed'],
  ['beside Go', 'resident', '-', 'retained'],
  ['off-heap', 'max', ['beside Go', 'zero']],
];

/** Layers that both ways compute and that are compared. */
export const comparedLayers = ['heap-fragmented', 'heap-idle', 'page-cache', 'lazily-freed', 'kernel'] as const;

function configOf(step: Step): DataTransformerConfig {
  if (step.length === 4) {
    const [alias, left, operator, right] = step;
    const binary = {
      left: { matcher: { id: 'byName', options: left } },
      operator,
      right: { matcher: { id: 'byName', options: right } },
    };
    return { id: 'calculateField', options: { mode: 'binary', alias, binary } };
  }
  const [alias, reducer, include] = step;
  return { id: 'calculateField', options: { mode: 'reduceRow', alias, reduce: { reducer, include } } };
}

/** Grafana's transformations "Join by field (outer)" and "Add field from calculation" for the layers of one pod. */
export function transformationChain(): {
  prepare: (frames: readonly InputFrame[]) => DataFrame[];
  run: (frames: DataFrame[]) => Promise<DataFrame>;
} {
  const { transformDataFrame, standardTransformers, standardTransformersRegistry, toDataFrame } = grafanaData();
  const { joinByFieldTransformer, calculateFieldTransformer } = standardTransformers;
  standardTransformersRegistry.setInit(() =>
    [joinByFieldTransformer, calculateFieldTransformer].map((transformation) => ({
      id: transformation.id,
      name: transformation.name,
      transformation,
      editor: () => null,
      imageDark: '',
      imageLight: '',
    }))
  );
  const configs: DataTransformerConfig[] = [
    { id: 'joinByField', options: { byField: 'Time', mode: 'outer' } },
    ...steps.map(configOf),
  ];
  const shown = new Set<string>(Object.values(metric));
  return {
    // A legend of the metric's name, as a user would set it to refer to series by name.
    prepare: (frames) =>
      frames
        .filter(({ fields }) => shown.has(fields[1].labels?.__name__ ?? ''))
        .map(({ fields }) =>
          toDataFrame({
            fields: fields.map(({ name, type, values, labels }) => ({
              name: labels?.__name__ ?? name,
              type,
              values: Array.from(values),
              config: {},
            })),
          })
        ),
    run: async (frames) => (await firstValueFrom(transformDataFrame(configs, frames)))[0],
  };
}
