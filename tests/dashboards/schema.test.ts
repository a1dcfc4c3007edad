import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import Ajv from 'ajv';
import { createGenerator } from 'ts-json-schema-generator';

import { dashboardFiles } from '../../dashboards/index';
import pluginJson from '../../src/plugin.json';

interface Panel {
  type: string;
  title: string;
  options: unknown;
  fieldConfig: { defaults: { custom?: unknown } };
}

/** Grafana publishes the schema of its dashboards as types only; this makes a JSON schema of them. */
const schema = createGenerator({
  path: path.join(__dirname, 'grafanaTypes.ts'),
  tsconfig: path.join(__dirname, '../tsconfig.json'),
  skipTypeCheck: true,
  additionalProperties: true,
}).createSchema('*');

const ajv = new Ajv({ strict: false, allErrors: true }).addSchema(schema, 'grafana');

/** What Grafana's type finds wrong. */
function problems(type: string, value: unknown): string[] {
  const validate = ajv.compile({ $ref: `grafana#/definitions/${type}` });
  validate(value);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function problemsOfPanel({ type, options, fieldConfig }: Panel): string[] {
  switch (type) {
    case 'timeseries':
      return [
        ...problems('TimeseriesOptions', options),
        ...problems('TimeseriesCustom', fieldConfig.defaults.custom ?? {}),
      ];
    case 'stat':
      return problems('StatPanelOptions', options);
    case 'table':
      return problems('TablePanelOptions', options);
    default:
      return [`there is no type for the options of "${type}"`];
  }
}

const paths = dashboardFiles()
  .map(({ path: file }) => file)
  .filter((file) => file.startsWith('provisioning/dashboards/'));

const read = (file: string) => JSON.parse(readFileSync(file, 'utf8'));

describe("Grafana's schema", () => {
  for (const file of paths) {
    const dashboard: { panels: Panel[] } = read(file);

    it(`allows ${file}`, () => assert.deepEqual(problems('GrafanaDashboard', dashboard), []));

    for (const panel of dashboard.panels.filter(({ type }) => type !== pluginJson.id)) {
      it(`allows the ${panel.type} "${panel.title}"`, () => assert.deepEqual(problemsOfPanel(panel), []));
    }
  }

  it('refuses what is wrong', () => {
    const dashboard = read('provisioning/dashboards/go-memory-fleet.json');
    const stat = dashboard.panels.find(({ type }: Panel) => type === 'stat');
    assert.notDeepEqual(problems('GrafanaDashboard', { ...dashboard, graphTooltip: 'shared' }), []);
    assert.notDeepEqual(problems('GrafanaDashboard', { ...dashboard, panels: [{ ...stat, gridPos: { x: 0 } }] }), []);
    assert.notDeepEqual(problemsOfPanel({ ...stat, options: { ...stat.options, graphMode: 'sparkline' } }), []);
  });
});
