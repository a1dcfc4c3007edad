import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { computed } from '../../rules/reading';
import type { RecordingRule } from '../../rules/recording';
import { usePrometheus } from './prometheus';
import { merged, queryRange, rangeOf } from './query';
import { readSeries } from './recordings';

export const recordingLabel = 'cluster';

/** Queries that run at once: Prometheus and this process share two cores. */
const atOnce = 4;

/** Runs `task` on every item, a few at a time. */
export async function forEach<T>(items: readonly T[], task: (item: T) => Promise<unknown>): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    for (let item = queue.shift(); item !== undefined; item = queue.shift()) {
      await task(item);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** An expression that sees one recording only, as if its cluster had a Prometheus of its own. */
const ofRecording = (expr: string, recording: string): string =>
  expr.replace(/\{(?=[^}]*(?:container|pod)!="")/g, `{${recordingLabel}="${recording}", `);

/** What rules record of recordings: each is evaluated at every timestamp of a recording, as a Prometheus would have. */
export async function evaluate(
  url: string,
  rules: readonly RecordingRule[],
  recordings: readonly string[],
  resolution: string
): Promise<RangeSeries[]> {
  const all: RangeSeries[] = [];
  const source = computed(rules, resolution);
  await forEach(recordings, async (recording) => {
    const range = rangeOf(readSeries(recording, 'container'));
    for (const { record } of rules) {
      const series = await queryRange(url, ofRecording(source.read(record), recording), range);
      const own = series.filter(({ metric }) => metric[recordingLabel] === recording);
      all.push(...merged(own.map(({ metric, values }) => ({ metric: { ...metric, __name__: record }, values }))));
    }
  });
  return all;
}

/**
 * A Prometheus with recordings and with what input rules recorded of them, for rules that read those. Call it at the
 * top of the file.
 */
export function useInputs(recordings: readonly string[], rules: readonly RecordingRule[], resolution: string) {
  const common = { recordings, stepSeconds: 2, label: recordingLabel };
  const raw = usePrometheus(common);
  const inputs = rules.filter(({ stage }) => stage === 'input');
  return usePrometheus({ ...common, extra: () => evaluate(raw.url(), inputs, recordings, resolution) });
}
