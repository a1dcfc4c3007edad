import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

import { parse } from 'yaml';

import { framesOf } from '../../cli/prometheus';
import { compressedPace } from '../../rules/pace';
import { type Alarm, alarmOf } from '../../src/diagnosis/alarmOf';
import { settingsOf } from '../../src/diagnosis/options';
import type { Finding } from '../../src/diagnosis/types';
import { type WorkloadModel } from '../../src/model';
import { alertParts, prometheusRule } from '../../src/panel/alerts/alertParts';
import { prepare } from '../../src/prepare';
import { usePrometheus } from '../support/prometheus';
import { type Range, queryRange, rangeOf } from '../support/query';
import { recordingLabel } from '../support/recorded';
import { readSeries, recordingNames } from '../support/recordings';

const execute = promisify(execFile);
const promtool = process.env.PROMTOOL_PATH ?? 'promtool';
const settings = settingsOf({ compressed: true });
const written = (value: number) => String(value);
const formatters = {
  bytes: written,
  ratio: written,
  count: written,
  time: written,
  duration: written,
  rate: written,
};

const runbook = 'https://grafana.example/plugins/gomem-composition-panel';

interface Alarmed {
  model: WorkloadModel;
  finding: Finding;
  alarm: Alarm;
}

const alarmsOf = (models: readonly WorkloadModel[]): Alarmed[] =>
  models.flatMap((model) =>
    model.findings.flatMap((finding) => {
      const alarm = alarmOf(finding, model.composition, settings, compressedPace);
      return alarm ? [{ model, finding, alarm }] : [];
    })
  );

const ruleOf = ({ model: { workload }, finding, alarm }: Alarmed): string =>
  prometheusRule({ finding, alarm, workload, runbook }, formatters);

interface RuleFile {
  groups: Array<{
    rules: Array<{ alert: string; expr: string; labels: Record<string, string>; annotations: Record<string, string> }>;
  }>;
}

/** What promtool says of rule files with these contents. */
async function checkRules(contents: readonly string[]): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'gomem-alarms-'));
  try {
    const files = contents.map((_, i) => path.join(folder, `${i}.yml`));
    await Promise.all(files.map((file, i) => writeFile(file, contents[i] ?? '')));
    const { stdout } = await execute(promtool, ['check', 'rules', ...files], { maxBuffer: Infinity });
    return stdout;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** "Usage is near the limit, the need is not" is watched for the need, which at most a burst took there. */
const isAllClear = ({ headline }: Finding): boolean => headline.id === 'oom-risk.headline-clear';

describe('an alert made of a finding', () => {
  const prometheus = usePrometheus({ recordings: recordingNames, stepSeconds: 2, label: recordingLabel });
  const seen = new Set<string>();

  const modelOf = async (recording: string, range: Range) => {
    const expr = `{__name__=~"container_.+|go_.+|process_.+|kube_.+", ${recordingLabel}="${recording}"}`;
    const result = await queryRange(prometheus.url(), expr, range);
    const model = prepare(framesOf({ query: expr, response: { status: 'success', data: { result } } }), {
      compressed: true,
    });
    assert.ok(model.kind === 'model');
    return model.workloads;
  };

  for (const recording of recordingNames) {
    it(`is a rule that Prometheus takes, and is raised by what was found, on ${recording}`, async () => {
      const range = rangeOf(readSeries(recording, 'container'));
      const alarms = alarmsOf(await modelOf(recording, range));
      for (const alarmed of alarms) {
        const { finding, alarm, model } = alarmed;
        const file: RuleFile = parse(ruleOf(alarmed));
        const rule = file.groups[0]?.rules[0];
        assert.ok(rule && file.groups.length === 1);
        assert.equal(rule.labels.finding, finding.id);
        for (const [name, value] of Object.entries(model.workload.labels)) {
          assert.equal(rule.labels[name], value);
        }
        const raised = await queryRange(prometheus.url(), rule.expr, range);
        assert.ok(raised.length > 0 || isAllClear(finding), `${finding.id}, ${finding.severity}: ${rule.expr}`);
        assert.ok(!/\bid="/.test(alarm.expr), `${finding.id} watches one run: ${alarm.expr}`);
        seen.add(finding.id);
      }
      if (alarms.length > 0) {
        assert.match(await checkRules(alarms.map(ruleOf)), /SUCCESS: 1 rules found/);
      }
    });
  }

  it('takes names as text, whatever they hold', async () => {
    const names = ['a\nb: c', '{{ .Labels }} "x"', "it's: # {", '\u0085\u2028\u2029', 'ä €', '%{}[]&*!|>', ' '];
    const [first] = alarmsOf(await modelOf('oom-126-tmpfs', rangeOf(readSeries('oom-126-tmpfs', 'container'))));
    assert.ok(first);
    const rules = names.map((name) => {
      const workload = { name, labels: { namespace: name, alertname: 'x', 'k8s.pod.name': 'y', __name__: 'z' } };
      return prometheusRule(
        { ...first, alarm: { ...first.alarm, expr: `a{b=${JSON.stringify(name)}}` }, workload, runbook },
        formatters
      );
    });
    assert.match(await checkRules(rules), /SUCCESS/);
    rules.forEach((yaml, i) => {
      const file: RuleFile = parse(yaml);
      const rule = file.groups[0]?.rules[0];
      assert.equal(rule?.labels.namespace?.replaceAll('{{"{{"}}', '{{'), names[i]);
      assert.deepEqual(Object.keys(rule?.labels ?? {}).sort(), ['finding', 'namespace', 'severity']);
      assert.equal(rule?.expr, `(a{b=${JSON.stringify(names[i])}}) > ${first.alarm.above}`);
    });
  });

  it('says the same to Grafana, in its own template', async () => {
    const [first] = alarmsOf(await modelOf('leak-119', rangeOf(readSeries('leak-119', 'container'))));
    assert.ok(first);
    const { annotations } = alertParts(
      { ...first, workload: first.model.workload, runbook },
      formatters,
      '$values.A.Value'
    );
    assert.match(annotations.description ?? '', /\{\{ \$values\.A\.Value \| humanize1024 \}\}B/);
  });

  it('was seen for most findings', () => assert.ok(seen.size >= 13, [...seen].sort().join(' ')));
});
