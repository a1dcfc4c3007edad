import { readFileSync } from 'node:fs';

import { parse } from 'yaml';

import { alertRules } from './alerts';
import { alertCases } from '../tests/rules/cases/alerts';
import { recordingCases } from '../tests/rules/cases/recording';
import { names } from './names';
import { compressedPace, productionPace } from './pace';
import { computed, namesIn, recorded } from './reading';
import { recordingRules } from './recording';
import { affordable, sourceOf } from './sources';

const kinds = ['fires', 'silent', 'boundary', 'restart', 'missing', 'trap'];
const rules = recordingRules(productionPace);
const alerts = alertRules(productionPace);

describe('rules', () => {
  it('records every name once, and reads only what was recorded before', () => {
    const seen = new Set<string>();
    for (const { record, expr } of rules) {
      expect(namesIn(expr).filter((name) => !seen.has(name))).toEqual([]);
      expect(seen).not.toContain(record);
      seen.add(record);
    }
    expect([...seen].sort()).toEqual(Object.values(names).sort());
    for (const { expr } of alerts) {
      expect(namesIn(expr).filter((name) => !seen.has(name))).toEqual([]);
    }
  });

  it('records what it reads of exporters by input rules only', () => {
    const derived = rules.filter(({ stage }) => stage !== 'input');
    const exported = derived.filter(({ expr }) => /\b(container_|go_|kube_|process_)\w+[{[]/.test(expr(recorded)));
    expect(exported).toEqual([]);
  });

  it('reads only its own series or exporters’ in the default file and in the alerts', () => {
    const inFile = (wanted: string) => rules.filter(({ file }) => file === wanted).map(({ record }) => record);
    const more = inFile('recording-layers');
    const source = affordable(productionPace);
    const seen: string[] = [];
    for (const { record, expr, file } of rules.filter((rule) => rule.file === 'recording')) {
      const text = expr(sourceOf(file, productionPace));
      const later = inFile('recording').filter((name) => !seen.includes(name));
      expect([...more, ...later].filter((name) => text.includes(name))).toEqual([]);
      seen.push(record);
    }
    for (const { expr, description } of alerts) {
      expect(more.filter((name) => (expr(source) + description).includes(name))).toEqual([]);
    }
  });

  it('leaves no recorded name when everything is inlined', () => {
    const onTheSpot = computed(rules, '1m');
    for (const { expr } of alerts) {
      expect(Object.values(names).filter((name) => expr(onTheSpot).includes(name))).toEqual([]);
    }
  });

  it('has cases of every kind for every alert and every recording rule', () => {
    for (const { alert } of alerts) {
      const own = alertCases.filter((one) => one.alert === alert);
      expect(kinds.filter((kind) => !own.some((one) => one.kind === kind))).toEqual([]);
    }
    expect(kinds.filter((kind) => !recordingCases.some((one) => one.kind === kind))).toEqual([]);
  });

  it.each(alerts.map((rule) => [rule.alert, rule] as const))('%s says what it is and what it replaces', (_, rule) => {
    expect(rule.summary).toContain('{{ $labels.container }}');
    expect(rule.description).toContain('humanize');
    expect(rule.replaces).not.toBe('');
    expect(rule.steps.length).toBeGreaterThan(0);
  });

  it('has examples in its README that are YAML', () => {
    const readme = readFileSync('rules/README.md', 'utf8');
    const blocks = [...readme.matchAll(/```yaml\n([^]*?)```/g)].flatMap(([, block]) => block.split('---\n'));
    expect(blocks.length).toBeGreaterThan(2);
    blocks.forEach((block) => expect(() => parse(block)).not.toThrow());
  });

  it('differs between paces in windows only', () => {
    const shape = (text: string) => text.replace(/\b\d+[smhd]\b|\b\d+ h\b/g, 'T').replace(/\b\d{3,5}\b/g, 'N');
    expect(alertRules(compressedPace).map(({ expr }) => shape(expr(recorded)))).toEqual(alerts.map(({ expr }) => shape(expr(recorded))));
  });
});
