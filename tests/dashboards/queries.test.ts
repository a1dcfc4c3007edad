import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { teamDashboards } from '../../dashboards/index';
import { annotations, choices, variableQuery } from '../../dashboards/parts';
import { isRecorded, sourceVariable } from '../../dashboards/onTheSpot';
import { series } from '../../dashboards/source';
import { alertRules } from '../../rules/alerts';
import { computed } from '../../rules/reading';
import { names } from '../../rules/names';
import { compressedPace } from '../../rules/pace';
import { recordingRules } from '../../rules/recording';
import type { RangeSeries } from '../../preview/data/prometheusFrames';
import { usePrometheus } from '../support/prometheus';
import { queryRange, rangeOf } from '../support/query';
import { evaluate, forEach, recordingLabel, useInputs } from '../support/recorded';
import { readSeries } from '../support/recordings';
import { fillVariables } from './variables';

/** An upgrade in place, a rollout, a kill at the limit, a need near the limit, two Go containers in one pod. */
const recordings = ['up-111-115-store', 'roll-111-115', 'reuse-oom-115', 'oomrisk-124', 'sidecar-app'];
const { resolution } = compressedPace;
const rules = recordingRules(compressedPace);
const derived = rules.filter(({ stage }) => stage !== 'input');

/** The numbers of an ended run show on raw series for as long as Prometheus looks back. */
const withoutRestart = ['oomrisk-124', 'sidecar-app', 'roll-111-115'];
const onTheSpot = [
  names.lazilyFreed,
  names.lazilyFreedFloor,
  names.lazilyFreedCeiling,
  names.corrected,
  names.needFloor,
  names.offHeap,
];

/** No recording has these: queries of them must be right, and find nothing. */
const notRecorded = /^(max|sum) by \([\w, ]+\) \((rate|increase)\((container_cpu_cfs_|container_oom_events_total)/;

const fill = (expr: string, source: string): string =>
  fillVariables(expr, { [sourceVariable.name]: source, __range: '5m', __interval: '10s' });

describe('queries of the dashboards', () => {
  const inputs = useInputs(recordings, rules, resolution);
  const prometheus = usePrometheus({
    recordings,
    stepSeconds: 2,
    label: recordingLabel,
    extra: async () => [...(await recorded()), ...(await firing())],
  });

  /** Everything that recording.yml records: a dashboard may not need more. */
  const recorded = async () => {
    const own = await evaluate(inputs.url(), derived, recordings, resolution);
    const all = [...own, ...(await stored('namespace_.+:.+'))];
    return all.filter(({ metric }) => isRecorded(metric.__name__));
  };
  const stored = async (name: string): Promise<RangeSeries[]> => {
    const all: RangeSeries[] = [];
    await forEach(recordings, async (recording) => {
      const range = rangeOf(readSeries(recording, 'container'));
      all.push(...(await queryRange(inputs.url(), `{__name__=~"${name}", ${recordingLabel}="${recording}"}`, range)));
    });
    return all;
  };
  /** What Prometheus would say of alerts, without their delay. */
  const firing = async (): Promise<RangeSeries[]> => {
    const all: RangeSeries[] = [];
    for (const { alert, severity, expr } of alertRules(compressedPace)) {
      for (const recording of recordings) {
        const range = rangeOf(readSeries(recording, 'container'));
        const series = await queryRange(inputs.url(), expr(computed(derived, resolution)), range);
        const labels = { __name__: 'ALERTS', alertname: alert, alertstate: 'firing', severity };
        all.push(
          ...series
            .filter(({ metric }) => metric[recordingLabel] === recording)
            .map(({ metric, values }) => ({ metric: { ...metric, ...labels }, values }))
        );
      }
    }
    return all;
  };

  /** Samples that a query finds in all recordings. */
  const count = async (expr: string): Promise<number> => {
    let samples = 0;
    for (const recording of recordings) {
      const series = await queryRange(prometheus.url(), expr, rangeOf(readSeries(recording, 'container')));
      samples += series.reduce((sum, { values }) => sum + values.length, 0);
    }
    return samples;
  };

  for (const [source, value] of Object.entries({ rules: sourceVariable.recorded, raw: sourceVariable.raw })) {
    for (const { path, panels } of teamDashboards) {
      for (const { title, queries } of panels) {
        it(`${path.replace(/.*go-memory-|\.json/g, '')}, ${source}: ${title}`, async (t) => {
          const found: number[] = [];
          for (const { expr } of queries) {
            const samples = await count(fill(expr, value));
            found.push(samples);
            assert.equal(samples > 0, !notRecorded.test(expr), `${samples} samples: ${expr.slice(0, 300)}`);
          }
          t.diagnostic(`${found.join(', ')} samples`);
        });
      }
    }
  }

  for (const record of onTheSpot) {
    it(`computes on the spot what is recorded: ${record}`, async (t) => {
      let both = 0;
      let close = 0;
      for (const recording of withoutRestart) {
        const range = rangeOf(readSeries(recording, 'container'));
        const ask = async (source: string) => {
          const expr = `sum by (${recordingLabel}, namespace, pod, container) (${fill(series(record), source)})`;
          const answer = await queryRange(prometheus.url(), expr, range);
          return new Map(
            answer.flatMap(({ metric, values }) =>
              values.map(([at, value]) => [`${JSON.stringify(metric)} ${at}`, Number(value)])
            )
          );
        };
        const [recorded, computed] = [await ask(sourceVariable.recorded), await ask(sourceVariable.raw)];
        for (const [key, value] of recorded) {
          both++;
          close += Number(Math.abs((computed.get(key) ?? NaN) - value) <= Math.max(1024 * 1024, 0.01 * value));
        }
      }
      t.diagnostic(`${close} of ${both}`);
      assert.ok(both > 0 && close / both >= 0.99, `${close} of ${both}`);
    });
  }

  for (const { name, expr } of annotations) {
    it(`annotation: ${name}, one mark a service`, async (t) => {
      const query = fill(expr, sourceVariable.raw);
      const samples = await count(query);
      t.diagnostic(`${samples} samples`);
      assert.ok(samples > 0);
      assert.equal(await count(`count by (pod) (${query}) unless on (pod) vector(1)`), 0);
    });
  }

  for (const choice of choices) {
    it(`variable: ${choice.name}`, async (t) => {
      const parts = /^label_values\((.+), (\w+)\)$/.exec(fill(variableQuery(choice), sourceVariable.raw));
      assert.ok(parts);
      const [, selector = '', label = ''] = parts;
      const answer = await fetch(
        `${prometheus.url()}/api/v1/label/${label}/values?${new URLSearchParams({ 'match[]': selector })}`
      );
      const { status, data }: { status: string; data: string[] } = await answer.json();
      assert.equal(status, 'success');
      const regex = choice.regex === undefined ? /^(.+)$/ : new RegExp(choice.regex.slice(1, -1));
      const offered = [...new Set(data.map((text) => regex.exec(text)?.[1]))];
      assert.ok(offered.length > 0);
      t.diagnostic(offered.join(', '));
    });
  }
});
