// Runs in the preview page: draws the built panel by itself, without a dashboard around it, so that what is counted and
// measured is the panel. Plain JavaScript, because it is handed to the page as it stands.
(async () => {
  const [react, reactDom, data, client] = await Promise.all(
    ['react', 'react-dom', '@grafana/data', 'preview/react-dom-client'].map((name) => System.import(`package:${name}`))
  );
  const { plugin } = await System.import(`${location.origin}/public/plugins/gomem-composition-panel/module.js`);
  const { flushSync } = reactDom;
  const { createRoot } = client;
  const eventBus = new data.EventBusSrv();
  const start = Date.UTC(2026, 0, 2, 10);
  const step = 15_000;
  const MiB = 1024 * 1024;
  const reads = { count: 0 };

  const metrics = [
    'container_memory_usage_bytes',
    'container_memory_working_set_bytes',
    'container_memory_rss',
    'container_memory_cache',
    'container_spec_memory_limit_bytes',
    'go_memstats_heap_alloc_bytes',
    'go_memstats_heap_inuse_bytes',
    'go_memstats_heap_idle_bytes',
    'go_memstats_heap_released_bytes',
    'go_memstats_heap_sys_bytes',
    'go_memstats_stack_sys_bytes',
    'go_memstats_sys_bytes',
    'go_memstats_next_gc_bytes',
    'process_resident_memory_bytes',
    'go_goroutines',
  ];
  const sizes = [1000, 300, 880, 80, 2048, 300, 340, 560, 500, 900, 20, 960, 600, 890, 0.0001];

  /** Frames of one workload; `phase` makes the next refresh differ from the one before. */
  function frames({ pod = 'web-0', points = 180, phase = 0, counted = false }) {
    const time = Array.from({ length: points }, (_, i) => start + (i + phase) * step);
    return metrics.map((__name__, m) => {
      const values = time.map((_, i) => Math.round(sizes[m] * MiB * (1 + 0.02 * Math.sin((i + phase) / 9 + m))));
      const labels = { __name__, namespace: 'shop', pod, container: 'web', id: `/kubepods/${pod}` };
      return {
        refId: __name__.startsWith('container') ? 'A' : 'B',
        length: points,
        fields: [
          { name: 'Time', type: 'time', config: { interval: step }, values: time },
          { name: 'Value', type: 'number', config: {}, labels, values: counted ? countReads(values) : values },
        ],
      };
    });
  }

  /** As Grafana's time comparison adds frames: of another time, under the times and labels of the present. */
  const ofThePast = (series, factor) =>
    series.map((frame) => ({
      ...frame,
      refId: `${frame.refId}-compare`,
      meta: { timeCompare: { diffMs: -86_400_000, isTimeShiftQuery: true } },
      fields: frame.fields.map((field) =>
        field.type === 'number' && field.labels.__name__ !== 'go_goroutines'
          ? { ...field, values: field.values.map((value) => value * factor) }
          : field
      ),
    }));

  const countReads = (values) =>
    new Proxy(values, {
      get(target, key) {
        reads.count += typeof key === 'string' && /^\d+$/.test(key) ? 1 : 0;
        return Reflect.get(target, key);
      },
    });

  /** The properties that a dashboard hands to a panel. */
  function props({ series, points = 180, phase = 0, fieldConfig, width = 800, height = 400, state = 'Done', errors }) {
    const from = data.dateTime(start + phase * step);
    const to = data.dateTime(start + (phase + points) * step);
    const timeRange = { from, to, raw: { from, to } };
    return {
      id: 1,
      data: { state, series, timeRange, errors },
      timeRange,
      timeZone: 'utc',
      options: {},
      fieldConfig: fieldConfig ?? { defaults: { unit: 'bytes', custom: {} }, overrides: [] },
      transparent: false,
      width,
      height,
      renderCounter: 0,
      title: '',
      eventBus,
      onOptionsChange() {},
      onFieldConfigChange() {},
      replaceVariables: (text) => text,
      onChangeTimeRange() {},
    };
  }

  /** A panel in the page, ours or another component. Rendering returns when it has been drawn. */
  function mount(panel = plugin.panel) {
    const element = document.createElement('div');
    element.style.cssText = 'position: fixed; top: 0; left: 0; z-index: 1000; background: #111217';
    element.dataset.testid = 'harness';
    document.body.append(element);
    const root = createRoot(element);
    return {
      element,
      async render(input) {
        flushSync(() => root.render(react.createElement(panel, props(input))));
        // The chart draws in a microtask.
        await Promise.resolve();
      },
      unmount() {
        flushSync(() => root.unmount());
        element.remove();
      },
    };
  }

  const pause = () => new Promise((resolve) => setTimeout(resolve));
  window.harness = { frames, ofThePast, mount, pause, reads };
})();
