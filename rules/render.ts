import { Document, Scalar, type YAMLMap, YAMLSeq } from 'yaml';

import { type AlertRule, alertRules, runbookOf } from './alerts';
import { containerLabels, ownerLabels } from './expression';
import { type Pace, productionPace } from './pace';
import type { Source } from './reading';
import { type RecordingRule, recordingRules, type RuleFile } from './recording';
import { affordable, sourceOf } from './sources';

const generated =
  'Made by `npm run generate` from rules/. Do not edit: change the source, or what is scraped (README.md).';

/** Many lines stay many lines. */
function text(value: string): Scalar<string> {
  const scalar = new Scalar(value);
  if (value.includes('\n')) {
    scalar.type = Scalar.BLOCK_LITERAL;
  }
  return scalar;
}

interface Entry {
  comment: string;
  fields: Record<string, unknown>;
}

interface Group {
  name: string;
  interval: string;
  entries: readonly Entry[];
}

function ruleFile(comment: string, groups: readonly Group[]): string {
  const document = new Document({ groups: groups.map(({ name, interval }) => ({ name, interval, rules: null })) });
  document.commentBefore = ` ${comment}\n ${generated}`;
  groups.forEach(({ entries }, group) => {
    const rules = new YAMLSeq();
    entries.forEach((entry, i) => {
      const node = document.createNode(entry.fields) as YAMLMap;
      node.commentBefore = ` ${entry.comment}`;
      node.spaceBefore = i > 0;
      rules.add(node);
    });
    document.setIn(['groups', group, 'rules'], rules);
  });
  return document.toString({ lineWidth: 0 });
}

const recordingEntry = ({ record, help, expr }: RecordingRule, source: Source): Entry => ({
  comment: help,
  fields: { record, expr: text(expr(source)) },
});

const alertEntry = (rule: AlertRule, source: Source): Entry => ({
  comment: `Replaces: ${rule.replaces}`,
  fields: {
    alert: rule.alert,
    expr: text(rule.expr(source)),
    for: rule.for,
    labels: { severity: rule.severity, finding: rule.finding },
    annotations: {
      summary: text(rule.summary),
      description: text(rule.description),
      ...runbookOf(rule),
      replaces: text(rule.replaces),
    },
  },
});

/** The files of rules/ that Prometheus reads, by name. */
export function ruleFiles(pace: Pace = productionPace): Record<string, string> {
  const { interval, seldom } = pace;
  const recording = (file: RuleFile, isSeldom: boolean) =>
    recordingRules(pace)
      .filter((rule) => rule.file === file && (rule.stage === 'seldom') === isSeldom)
      .map((rule) => recordingEntry(rule, sourceOf(file, pace)));
  const alerts = (isSeldom: boolean) =>
    alertRules(pace)
      .filter((rule) => (rule.seldom ?? false) === isSeldom)
      .map((rule) => alertEntry(rule, affordable(pace)));
  return {
    'recording.yml': ruleFile(
      'What fleet, dashboards and alerts read of every container: one group, so that rules see what rules before them recorded.',
      [{ name: 'gomem.recording', interval, entries: recording('recording', false) }]
    ),
    'recording-layers.yml': ruleFile(
      'For those who want more: what else the composition of every container is made of. Reads recording.yml.',
      [
        { name: 'gomem.layers', interval, entries: recording('recording-layers', false) },
        { name: 'gomem.versions', interval: seldom, entries: recording('recording-layers', true) },
      ]
    ),
    'alerts.yml': ruleFile('Alerts on what recording.yml records; those that look back for hours are evaluated seldom.', [
      { name: 'gomem.alerts', interval, entries: alerts(false) },
      { name: 'gomem.trends', interval: seldom, entries: alerts(true) },
    ]),
  };
}

/** The table of the names that a file records, for rules/README.md. */
export function namesTable(file: RuleFile): string {
  const rules = recordingRules(productionPace).filter((rule) => rule.file === file);
  const rows = rules.map(({ record, unit, labels = [], help }) => {
    const own = record.startsWith('namespace_container:') ? ownerLabels : containerLabels;
    return `| \`${record}\` | ${unit} | ${[...own, ...labels].join(', ')} | ${help} |`;
  });
  return ['| series | unit | labels | says |', '|---|---|---|---|', ...rows].join('\n');
}

/** The table of alerts, for rules/README.md. */
export function alertsTable(): string {
  const rows = alertRules(productionPace).map(
    ({ alert, severity, for: delay, replaces }) =>
      `| [${alert}](../docs/alerts.md#${alert.toLowerCase()}) | ${severity} | ${delay} | ${replaces} |`
  );
  return ['| alert | severity | for | replaces |', '|---|---|---|---|', ...rows].join('\n');
}

/** docs/alerts.md: the runbook of each alert. */
export function runbook(): string {
  const sections = alertRules(productionPace).map(
    ({ alert, severity, finding, for: delay, seldom, expr, replaces, steps, differs }) => `<a id="${alert.toLowerCase()}"></a>

## ${alert}

Severity ${severity}, after ${delay}${seldom ? `, evaluated every ${productionPace.seldom}` : ''}. The panel's finding is [${finding}](findings.md#${finding}).

**Replaces:** ${replaces}

**First steps**

${steps.map((step, i) => `${i + 1}. ${step}`).join('\n')}

**Differs from the panel:** ${differs}

\`\`\`promql
${expr(affordable(productionPace))}
\`\`\``
  );
  return `# Alerts

<!-- ${generated} -->

What each alert of [rules/alerts.yml](../rules/alerts.yml) means and what to do first. The series are those of
[rules/README.md](../rules/README.md).

${sections.join('\n\n')}
`;
}
