import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { framesOf } from '../../cli/prometheus';
import { messages } from '../../src/texts/messages';
import { plainText } from '../../src/texts/plainText';
import type { Evidence, Finding } from '../../src/diagnosis/types';
import { prepare } from '../../src/prepare';
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

describe('evidence', () => {
  const prometheus = usePrometheus({ recordings: recordingNames, stepSeconds: 2, label: recordingLabel });

  /** As if each recording had a Prometheus of its own. */
  const ask = (recording: string, expr: string, range: Range) =>
    queryRange(prometheus.url(), expr.replace(/\{(?=\w+[=!])/g, `{${recordingLabel}="${recording}",`), range);

  const modelOf = async (recording: string, range: Range) => {
    const expr = `{__name__=~"container_.+|go_.+|process_.+|kube_.+", ${recordingLabel}="${recording}"}`;
    const result = await queryRange(prometheus.url(), expr, range);
    const model = prepare(framesOf({ query: expr, response: { status: 'success', data: { result } } }), {
      compressed: true,
    });
    assert.ok(model.kind === 'model');
    return model.workloads;
  };

  async function check(recording: string, finding: Finding, evidence: Evidence, whole: Range): Promise<number> {
    const sentence = plainText(evidence.text);
    const series = await ask(recording, evidence.promql, whole);
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

  for (const recording of recordingNames) {
    it(`is reproduced by its PromQL on ${recording}`, async (t) => {
      const range = rangeOf(readSeries(recording, 'container'));
      let numbers = 0;
      for (const { findings } of await modelOf(recording, range)) {
        for (const finding of findings) {
          for (const evidence of finding.evidence.filter(({ text }) => !absent.test(text.id))) {
            numbers += await check(recording, finding, evidence, range);
          }
        }
      }
      t.diagnostic(`${numbers} numbers`);
    });
  }
});
