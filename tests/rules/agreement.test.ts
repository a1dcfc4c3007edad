import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { framesOf } from '../../cli/prometheus';
import type { Finding } from '../../src/diagnosis/types';
import { compressedDurations, leastSamples } from '../../src/diagnosis/options';
import type { WorkloadModel } from '../../src/model';
import { prepare } from '../../src/prepare';
import { type AlertRule, alertRules } from '../../rules/alerts';
import { computed } from '../../rules/reading';
import { compressedPace } from '../../rules/pace';
import { names } from '../../rules/names';
import { recordingRules } from '../../rules/recording';
import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { type Range, queryRange, rangeOf } from '../support/query';
import { recordingLabel, useInputs } from '../support/recorded';
import { readSeries, recordingNames } from '../support/recordings';
import { MiB } from '../../src/metrics/units';

const { resolution } = compressedPace;
const rules = recordingRules(compressedPace);
const derived = rules.filter(({ stage }) => stage !== 'input');

interface Quantity {
  record: string;
  of: (model: WorkloadModel) => Float64Array;
  /** How far the two may be apart. */
  tolerance: (value: number) => number;
}

const bytes = (value: number) => Math.max(MiB, 0.01 * value);
const quantities: Quantity[] = [
  { record: names.lazilyFreed, of: ({ composition }) => composition.lazilyFreed.estimate, tolerance: bytes },
  { record: names.corrected, of: ({ composition }) => composition.correctedWorkingSet, tolerance: bytes },
  {
    record: names.needLimit,
    of: ({ composition }) => composition.correctedWorkingSet.map((value, i) => value / (composition.limit[i] ?? NaN)),
    tolerance: (value) => 0.01 * value,
  },
];

/** Alerts whose condition the panel's finding states too, and for how long (ms) the panel wants to see it. */
const durations: Record<string, number> = {
  GoMemoryLazilyFreedAfterUpgrade: compressedDurations.lazilyFreed,
  GoWorkingSetUnderstatesNeed: compressedDurations.understated,
  GoMemoryNeedNearLimit: compressedDurations.risk,
  GoMemoryNeedAtLimit: compressedDurations.risk,
};
const compared = alertRules(compressedPace).filter(({ alert }) => alert in durations);

describe('rules and panel', () => {
  const prometheus = useInputs(recordingNames, rules, resolution);
  const worst = new Map<string, { recording: string; share: number }>();

  const source = computed(derived, resolution);
  const ask = async (recording: string, expr: string, range: Range) => {
    const series = await queryRange(prometheus.url(), expr, range);
    return series.filter(({ metric }) => metric[recordingLabel] === recording);
  };
  const panelModel = async (recording: string, range: Range) => {
    const expr = `{__name__=~"container_.+|go_.+|process_.+|kube_.+", ${recordingLabel}="${recording}"}`;
    const response = { status: 'success', data: { result: await queryRange(prometheus.url(), expr, range) } };
    const model = prepare(framesOf({ query: expr, response }), { compressed: true });
    assert.ok(model.kind === 'model');
    return model.workloads;
  };

  for (const recording of recordingNames) {
    it(`agree on ${recording}`, async () => {
      const range = rangeOf(readSeries(recording, 'container'));
      const workloads = await panelModel(recording, range);
      const retained = await ask(recording, source.read(names.retained), range);
      let all = 0;
      for (const { record, of, tolerance } of quantities) {
        const recorded = await ask(recording, source.read(record), range);
        const { close, both } = compare(workloads, { recorded, retained }, of, tolerance);
        const share = both > 0 ? close / both : 1;
        all += both;
        if (share < (worst.get(record)?.share ?? 1)) {
          worst.set(record, { recording, share });
        }
        assert.ok(share >= 0.99, `${record}: ${close} of ${both}`);
      }
      assert.ok(all > 0, 'nothing was compared');
      for (const alert of compared) {
        const holding = await ask(recording, alert.expr(source), range);
        for (const model of workloads) {
          checkAlert(alert, model, [...valuesOf(holding, model).keys()], range.stepSeconds * 1000);
        }
      }
    });
  }

  it('say where they were furthest apart', (t) => {
    assert.ok(worst.size <= quantities.length);
    for (const [record, { recording, share }] of worst) {
      t.diagnostic(`${record}: ${(share * 100).toFixed(2)} % of ${recording}`);
    }
  });
});

const joined = ['namespace', 'pod', 'container'];

/** Values of a container by time, ms. */
function valuesOf(recorded: readonly RangeSeries[], { workload }: WorkloadModel): Map<number, number> {
  const series = recorded.filter(({ metric }) => joined.every((name) => metric[name] === workload.labels[name]));
  return new Map(series.flatMap(({ values }) => values.map(([at, value]) => [at * 1000, Number(value)])));
}

/**
 * Timestamps at which both have a value of the same inputs, and those of them at which the values agree. The panel
 * takes a Go sample from one step away where a scrape was missed; rules see none then.
 */
function compare(
  workloads: readonly WorkloadModel[],
  { recorded, retained }: Record<'recorded' | 'retained', readonly RangeSeries[]>,
  of: Quantity['of'],
  tolerance: Quantity['tolerance']
): { close: number; both: number } {
  let close = 0;
  let both = 0;
  for (const model of workloads) {
    const { time } = model.composition;
    const [values, go] = [valuesOf(recorded, model), valuesOf(retained, model)];
    of(model).forEach((expected, i) => {
      const at = time[i] ?? NaN;
      const value = values.get(at);
      const sameInputs = go.has(at) === Number.isFinite(model.composition.retained[i]);
      if (value !== undefined && Number.isFinite(expected) && sameInputs) {
        both++;
        close += Number(Math.abs(value - expected) <= tolerance(expected));
      }
    });
  }
  return { close, both };
}

/** True for a risk that is told in the past. */
const isOver = ({ id, headline }: Finding): boolean => id === 'oom-risk' && /-(over|passed|killed)$/.test(headline.id);

/** The condition holds from where the panel's finding begins, and never for long where the panel says nothing. */
function checkAlert(
  { alert, finding: id, severity }: AlertRule,
  model: WorkloadModel,
  holding: number[],
  step: number
) {
  // A critical finding begins where it was a warning.
  const isCritical = severity === 'critical';
  const findings = model.findings.filter(
    (finding) => finding.id === id && (isCritical ? finding.severity === 'critical' : finding.severity !== 'info')
  );
  const near = (time: number, { from, to }: Finding) => time >= from - step && time <= to + step;
  // Rules know no kills: what a kill shows of the memory before it, and of the lives after it, is the panel's alone.
  const byKill = ({ from, headline }: Finding) =>
    headline.id === 'oom-risk.headline-killed' ||
    (id === 'oom-risk' && model.findings.some((other) => other.id === 'oom-killed' && other.from < from));
  for (const finding of findings.filter((one) => one.confidence !== 'possible' && !byKill(one))) {
    const inside = holding.filter((time) => near(time, finding));
    assert.ok(inside.length > 0, `${alert} is silent where the panel reports ${id} of ${model.workload.name}`);
    // After a kill the panel looks back at the whole run.
    const looksBack = model.findings.some((other) => other.id === 'oom-killed') && id === 'oom-risk';
    if (!looksBack && !isCritical) {
      const late = (inside[0] ?? Infinity) - finding.from;
      assert.ok(Math.abs(late) <= step, `${alert} begins ${late / 1000} s after the panel's ${id}`);
    }
  }
  // The last sample of a killed container lingers; what the panel says of it then is that it was killed. No kill is
  // near any more for a run that is over: the panel, which looks back, warns of what an alert was critical about.
  const said = model.findings.filter(
    (finding) => findings.includes(finding) || (isCritical && (finding.id === 'oom-killed' || isOver(finding)))
  );
  for (const [from, to, samples] of runsOf(holding, step)) {
    if (samples >= leastSamples && to - from >= (durations[alert] ?? 0)) {
      assert.ok(
        said.some((finding) => near(from, finding) || near(to, finding)),
        `${alert} holds for ${(to - from) / 1000} s where the panel does not report ${id} of ${model.workload.name}`
      );
    }
  }
}

/** Begin, end and number of timestamps of each run of neighbours. */
function runsOf(times: number[], step: number): Array<[number, number, number]> {
  const runs: Array<[number, number, number]> = [];
  for (const time of times.sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && time - last[1] <= step) {
      last[1] = time;
      last[2]++;
    } else {
      runs.push([time, time, 1]);
    }
  }
  return runs;
}
