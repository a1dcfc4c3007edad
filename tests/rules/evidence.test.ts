import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { framesOf } from '../../cli/prometheus';
import { messages } from '../../src/texts/messages';
import { plainText } from '../../src/texts/plainText';
import type { Evidence, Finding } from '../../src/diagnosis/types';
import { prepare } from '../../src/prepare';
import { causes } from '../accuracy/synthetic/causes';
import { framesOfScene } from '../accuracy/synthetic/world';
import { container, seeded } from '../fixtures/frames';
import type { InputFrame } from '../../src/metrics/types';
import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { usePrometheus } from '../support/prometheus';
import { type Range, queryRange, rangeOf } from '../support/query';
import { recordingLabel } from '../support/recorded';
import { readSeries, recordingNames } from '../support/recordings';
import { MiB } from '../../src/metrics/units';

/** Differences over time, which a graph shows and no single sample has. */
const differences = ['returned', 'change', 'rate'];
/** What they speak of is that there are no series of it, or that a metric has one value throughout. */
const absent = /^insufficient-data\./;

/** Numbers that a sentence says, by their names in it. */
function numbersOf({ text: { id, values } }: Evidence): Array<[string, number]> {
  const template: string = messages[id] ?? '';
  return Object.entries(values).flatMap(([name, value]): Array<[string, number]> =>
    (value.kind === 'bytes' || value.kind === 'ratio') &&
    !differences.includes(name) &&
    template.includes(`{{${name}}}`) &&
    Number.isFinite(value.value)
      ? [[name, value.value]]
      : []
  );
}

/**
 * How far the closest sample may be apart. Rises and corrections are told by medians of stretches; a Go sample joins
 * the container's
 * from one step away.
 */
const share = ({ text }: Evidence): number => (/^(growth|accounting-correction)\./.test(text.id) ? 0.1 : 0.03);

const isShare = ({ text }: Evidence, name: string): boolean => text.values[name]?.kind === 'ratio';

const closest = (values: readonly number[], wanted: number): number =>
  values.reduce((best, value) => (Math.abs(value - wanted) < Math.abs(best - wanted) ? value : best), Infinity);

/** Frames of worlds with known truth, by a name that tells them apart in one Prometheus. */
const synthetic = new Map<string, InputFrame[]>([
  ...causes.map(({ name, build }): [string, InputFrame[]] => [`synthetic ${name}`, framesOfScene(build(seeded(7)))]),
  ['another allocator frees lazily', otherAllocator()],
]);

/** jemalloc keeps 1.2 GiB that it freed lazily beside a small Go heap; 1 GiB is needed, near the limit. */
function otherAllocator(): InputFrame[] {
  const samples = Array.from({ length: 60 }, () => ({
    usage: 2250 * MiB,
    workingSet: 1040 * MiB,
    rss: 2230 * MiB,
    cache: 10 * MiB,
    heapAlloc: 40 * MiB,
    heapInuse: 45 * MiB,
    heapReleased: 100 * MiB,
    heapIdle: 110 * MiB,
    stacks: MiB,
    runtime: 10 * MiB,
  }));
  return container(samples, { version: 'go1.15.15', limit: 1150 * MiB });
}

/** The series of frames as Prometheus stores them; `cluster` keeps worlds apart. */
const seriesOf = (frames: readonly InputFrame[], cluster: string): RangeSeries[] =>
  frames.map(({ fields: [time, value] }) => ({
    metric: { ...value?.labels, [recordingLabel]: cluster },
    values: Array.from(time?.values ?? [], (at, i): [number, string] => [Number(at) / 1000, String(value?.values[i])]),
  }));

const syntheticSeries = [...synthetic].map(([name, frames]) => ({ name, series: seriesOf(frames, name) }));

describe('evidence', () => {
  const prometheus = usePrometheus({
    recordings: recordingNames,
    stepSeconds: 2,
    label: recordingLabel,
    extra: async () => syntheticSeries.flatMap(({ series }) => series),
  });

  const modelOf = async (world: string, range: Range, compressed: boolean) => {
    const expr = `{__name__=~"container_.+|go_.+|process_.+|kube_.+", ${recordingLabel}="${world}"}`;
    const result = await queryRange(prometheus.url(), expr, range);
    const model = prepare(framesOf({ query: expr, response: { status: 'success', data: { result } } }), { compressed });
    assert.ok(model.kind === 'model');
    return model.workloads;
  };

  /** Where a sentence names its sample, the numbers are those of that sample, or of the Go sample that joined it. */
  const momentOf = ({ at }: Evidence, whole: Range): Range =>
    at === undefined ? whole : { ...whole, start: at / 1000 - whole.stepSeconds, end: at / 1000 + whole.stepSeconds };

  async function check(finding: Finding, evidence: Evidence, whole: Range): Promise<number> {
    const sentence = plainText(evidence.text);
    const series = await queryRange(prometheus.url(), evidence.promql, momentOf(evidence, whole));
    const values = series.flatMap((one) => one.values.map(([, value]) => Number(value)));
    assert.ok(values.length > 0, `${finding.id}: "${sentence}" is not reproduced at all by ${evidence.promql}`);
    for (const [name, wanted] of numbersOf(evidence)) {
      const found = closest(values, wanted);
      const tolerance = Math.max(share(evidence) * Math.abs(wanted), isShare(evidence, name) ? 0.005 : MiB);
      assert.ok(
        Math.abs(found - wanted) <= tolerance,
        `${finding.id}: ${name} of "${sentence}" is ${wanted}, the closest is ${found} of ${evidence.promql}`
      );
    }
    return numbersOf(evidence).length;
  }

  const worlds = [
    ...recordingNames.map((name) => ({ name, range: rangeOf(readSeries(name, 'container')), compressed: true })),
    ...syntheticSeries.map(({ name, series }) => ({ name, range: rangeOf(series), compressed: false })),
  ];
  for (const { name, range, compressed } of worlds) {
    it(`is reproduced by its PromQL on ${name}`, async (t) => {
      let numbers = 0;
      for (const { findings } of await modelOf(name, range, compressed)) {
        for (const finding of findings) {
          for (const evidence of finding.evidence.filter(({ text }) => !absent.test(text.id))) {
            numbers += await check(finding, evidence, range);
          }
        }
      }
      t.diagnostic(`${numbers} numbers`);
    });
  }
});
