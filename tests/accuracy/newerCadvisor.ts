import type { InputFrame } from '../../src/metrics/types';
import { framesOfRecording, isContainerFrame } from './run';
import { readAnswers, type TruthSeries } from './truth';

const fields: Record<string, string> = {
  total_rss: 'container_memory_rss',
  total_cache: 'container_memory_cache',
  total_inactive_file: 'container_memory_total_inactive_file_bytes',
  total_active_file: 'container_memory_total_active_file_bytes',
};

const frame = (name: string, labels: Record<string, string>, times: number[], values: number[]): InputFrame => ({
  refId: 'A',
  fields: [
    { name: 'Time', type: 'time', values: times, config: {} },
    { name: 'Value', type: 'number', values, labels: { ...labels, __name__: name }, config: {} },
  ],
});

/**
 * A recording as cAdvisor 0.50 and later would have exported it: accounting from the recorded memory.stat, with both
 * file lists. Everything else stays as recorded.
 */
export function framesWithFileLists(recording: string): InputFrame[] {
  const truth = readAnswers(recording, 'truth.json').filter(({ labels }) => labels.container && labels.id);
  const stats = truth.filter(({ labels }) => labels.__name__ === 'cgroup_memory_stat_bytes');
  const accounting = truth
    .filter(({ labels }) => labels.__name__ === 'cgroup_memory_usage_in_bytes')
    .flatMap((usage) => accountingOf(usage, stats));
  return [...framesOfRecording(recording).filter((one) => !isContainerFrame(one)), ...accounting];
}

function accountingOf(usage: TruthSeries, stats: readonly TruthSeries[]): InputFrame[] {
  const { field: _, ...labels } = usage.labels;
  const mine = new Map(
    stats.filter((stat) => stat.labels.id === usage.labels.id).map((stat) => [stat.labels.field, stat])
  );
  const inactive = mine.get('total_inactive_file');
  if (!inactive) {
    return [];
  }
  const inactiveAt = new Map(inactive.times.map((t, i) => [t, inactive.values[i]]));
  const rows = usage.times.flatMap((t, i) => {
    const bytes = inactiveAt.get(t);
    return bytes === undefined ? [] : [{ t, usage: usage.values[i], workingSet: Math.max(0, usage.values[i] - bytes) }];
  });
  const times = rows.map(({ t }) => t);
  return [
    frame(
      'container_memory_usage_bytes',
      labels,
      times,
      rows.map((row) => row.usage)
    ),
    frame(
      'container_memory_working_set_bytes',
      labels,
      times,
      rows.map((row) => row.workingSet)
    ),
    ...Object.entries(fields).flatMap(([field, name]) => {
      const stat = mine.get(field);
      return stat ? [frame(name, labels, stat.times, stat.values)] : [];
    }),
  ];
}
