import type { InputFrame } from '../../src/metrics/types';

/** What a team has or lacks together, in the order of the README's table. */
export type Group =
  | 'usage'
  | 'working set'
  | 'rss and cache'
  | 'file lists'
  | 'limit'
  | 'restarts'
  | 'Go heap'
  | 'Go sys'
  | 'go_info'
  | 'process';

/** THE list of groups of series. */
export const groups: ReadonlyArray<{ name: Group; metrics: RegExp }> = [
  { name: 'usage', metrics: /^container_memory_usage_bytes$/ },
  { name: 'working set', metrics: /^container_memory_working_set_bytes$/ },
  { name: 'rss and cache', metrics: /^container_memory_(rss|cache)$/ },
  { name: 'file lists', metrics: /^container_memory_(total_(in)?active_file_bytes|mapped_file)$/ },
  { name: 'limit', metrics: /^(container_spec_memory_limit_bytes|kube_pod_container_resource_limits)$/ },
  {
    name: 'restarts',
    metrics: /^(container_start_time_seconds|container_oom_events_total|kube_pod_container_status_.*)$/,
  },
  {
    name: 'Go heap',
    metrics:
      /^go_(memstats_(alloc|heap_(alloc|inuse|idle|sys)|next_gc|stack_\w+)_bytes|goroutines|memory_classes_\w+)$/,
  },
  { name: 'Go sys', metrics: /^go_(memstats_(sys|heap_released)_bytes|gc_\w+)$/ },
  { name: 'go_info', metrics: /^go_info$/ },
  { name: 'process', metrics: /^process_/ },
];

const numberField = (frame: InputFrame) => frame.fields.find(({ type }) => type === 'number');

export const labelsOf = (frame: InputFrame): Record<string, string> => numberField(frame)?.labels ?? {};
export const nameOf = (frame: InputFrame): string => labelsOf(frame).__name__ ?? '';

const metricsOf = new Map(groups.map(({ name, metrics }) => [name, metrics]));

/** The frames without some groups of series. */
export const without = (frames: readonly InputFrame[], missing: readonly Group[]): InputFrame[] =>
  frames.filter((frame) => !missing.some((group) => metricsOf.get(group)?.test(nameOf(frame))));

/** The frames with other labels: the metric's name is the label `__name__`. */
export const relabel = (
  frames: readonly InputFrame[],
  change: (labels: Record<string, string>) => Record<string, string>
): InputFrame[] =>
  frames.map((frame) => ({
    ...frame,
    fields: frame.fields.map((field) =>
      field.type === 'number' ? { ...field, labels: change(field.labels ?? {}) } : field
    ),
  }));

/** The frames with other values; `times` in ms. */
export const revalue = (
  frames: readonly InputFrame[],
  metric: RegExp,
  change: (value: number, time: number) => number
): InputFrame[] =>
  frames.map((frame) => {
    const times = frame.fields.find(({ type }) => type === 'time')?.values ?? [];
    return !metric.test(nameOf(frame))
      ? frame
      : {
          ...frame,
          fields: frame.fields.map((field) =>
            field.type === 'number'
              ? { ...field, values: Array.from(field.values, (v, i) => change(Number(v), Number(times[i]))) }
              : field
          ),
        };
  });

/** The frames with only some of their samples. */
export const resample = (
  frames: readonly InputFrame[],
  keep: (time: number, frame: InputFrame) => boolean
): InputFrame[] =>
  frames.map((frame) => {
    const times = Array.from(frame.fields.find(({ type }) => type === 'time')?.values ?? [], Number);
    const rows = times.flatMap((time, row) => (keep(time, frame) ? [row] : []));
    return {
      ...frame,
      fields: frame.fields.map((field) => ({ ...field, values: rows.map((row) => field.values[row]) })),
    };
  });

/** Frames of equal labels as one, in order of time, as Prometheus has them. */
export function merged(frames: readonly InputFrame[]): InputFrame[] {
  const groupsOfFrames = new Map<string, InputFrame[]>();
  for (const frame of frames) {
    const key = JSON.stringify(Object.entries(labelsOf(frame)).sort());
    groupsOfFrames.set(key, [...(groupsOfFrames.get(key) ?? []), frame]);
  }
  return [...groupsOfFrames.values()].map((own) => {
    const rows = own
      .flatMap(({ fields: [times, values] }) =>
        Array.from(times.values, (t, i) => [Number(t), Number(values.values[i])])
      )
      .sort(([a], [b]) => a - b);
    const [times, values] = own[0].fields;
    return {
      ...own[0],
      fields: [
        { ...times, values: rows.map(([t]) => t) },
        { ...values, values: rows.map(([, value]) => value) },
      ],
    };
  });
}
