import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, it } from 'node:test';

import { parseAllDocuments } from 'yaml';

import { teamDashboards } from '../../dashboards/index';
import { recordedFrames } from '../../dashboards/recorded';
import { uids } from '../../dashboards/parts';
import { recognise } from '../../src/metrics/recognise';
import { prepare } from '../../src/prepare';
import pluginJson from '../../src/plugin.json';

const examples = 'provisioning/examples';

describe('dashboards', () => {
  for (const { path, build } of teamDashboards) {
    const dashboard = build();
    const panels = dashboard.panels ?? [];
    const text = JSON.stringify(dashboard);

    it(`${path}: uses only variables that it has`, () => {
      const known = new Set(dashboard.templating?.list?.map(({ name }) => name));
      const used = [...text.matchAll(/\$\{?([a-zA-Z_]\w*)/g)].map(([, name = '']) => name);
      assert.deepEqual(
        used.filter((name) => !name.startsWith('__') && !known.has(name)),
        []
      );
      assert.ok(used.includes('datasource') && used.includes('source'));
    });

    it(`${path}: asks the chosen data source in every query`, () => {
      for (const panel of panels) {
        const { targets = [], title } = panel as { targets?: Array<{ datasource?: { uid?: string } }>; title?: string };
        assert.ok(targets.length > 0, title);
        assert.ok(
          targets.every(({ datasource }) => datasource?.uid === '${datasource}'),
          title
        );
      }
    });

    it(`${path}: describes its panels, numbers them, and puts none over another`, () => {
      const cells = new Set<string>();
      panels.forEach((panel, i) => {
        assert.equal(panel.id, i + 1);
        assert.ok('description' in panel && panel.description, panel.title);
        const { x = 0, y = 0, w = 0, h = 0 } = panel.gridPos ?? {};
        assert.ok(x + w <= 24, panel.title);
        for (let cell = 0; cell < w * h; cell++) {
          const key = `${x + (cell % w)},${y + Math.floor(cell / w)}`;
          assert.ok(!cells.has(key), `${panel.title} covers another`);
          cells.add(key);
        }
      });
    });

    it(`${path}: puts a long legend beside its chart, and leaves names of pods whole`, () => {
      for (const panel of panels) {
        const {
          type,
          title,
          targets = [],
          gridPos,
          options,
          fieldConfig,
        } = panel as {
          type: string;
          title?: string;
          targets?: unknown[];
          gridPos?: { w?: number };
          options?: { legend?: { placement?: string } };
          fieldConfig?: {
            overrides: Array<{ matcher: { options?: unknown }; properties: Array<{ value?: unknown }> }>;
          };
        };
        if (type === 'timeseries') {
          // Half a screen has no room for names beside a chart.
          const hasRoom = options?.legend?.placement === 'right' && gridPos?.w === 24;
          assert.ok(targets.length < 4 || hasRoom, title);
        } else if (type === 'table') {
          const pod = fieldConfig?.overrides.find(({ matcher }) => matcher.options === 'pod');
          assert.ok(Number(pod?.properties[0].value) >= 150, title);
          // At 1280 px beside Grafana's menu a table has 930 px.
          const sized = fieldConfig?.overrides.flatMap(({ properties }) => properties) as Array<{
            id?: string;
            value?: unknown;
          }>;
          const px = sized.filter(({ id = '' }) => /^custom\.(minW|w)idth$/.test(id)).map(({ value }) => Number(value));
          assert.ok(px.reduce((sum, width) => sum + width, 0) <= 840, title);
          // What the table says without rows would be cut in its cells.
          const cells = fieldConfig?.overrides.filter(({ properties }) =>
            properties.some(({ value }) => value === '–')
          );
          assert.equal(cells?.length, targets.length, title);
        }
      }
    });

    it(`${path}: asks what the panel reads as the quantity of the series, whatever chooses them`, () => {
      const ours = panels.filter(({ type }) => type === pluginJson.id);
      for (const { targets = [] } of ours as Array<{ targets?: Array<{ expr?: string }> }>) {
        for (const { expr = '' } of targets) {
          const [metric = ''] = /container_memory_rss|go_memstats_sys_bytes/.exec(expr) ?? [];
          const labels = { __name__: metric, namespace: 'a', pod: 'b', container: 'c' };
          const fields = [
            { name: 'Time', type: 'time', values: [0, 60_000], config: {} },
            { name: metric, type: 'number', values: [1, 2], labels, config: {} },
          ];
          // Grafana tells the query with the first frame of an answer only.
          const meta = { executedQueryString: `Expr: ${expr}\nStep: 15s` };
          assert.equal(recognise([{ refId: 'A', meta, fields }]).series.length, 1, expr);
        }
      }
    });

    it(`${path}: says what nobody could measure, and leads to how to install the rules`, () => {
      const how = dashboard.links?.find(({ title }) => title === '${source:text}');
      assert.match(how?.url ?? '', /\/provisioning\.md$|^\/plugins\/gomem-composition-panel$/);
      // What is told by Prometheus belongs in no link.
      assert.ok(
        dashboard.templating?.list?.every(
          ({ name, skipUrlSync }) => skipUrlSync || !['source', 'advice'].includes(name)
        )
      );
      for (const panel of panels) {
        const { type, title, fieldConfig } = panel as {
          type: string;
          title?: string;
          fieldConfig?: { defaults: { noValue?: string; mappings?: unknown[] } };
        };
        const said = type === 'stat' ? JSON.stringify(fieldConfig?.defaults.mappings) : fieldConfig?.defaults.noValue;
        assert.ok(type === pluginJson.id || said, title);
      }
    });

    it(`${path}: links and shows alerts`, () => {
      const others = dashboard.links?.filter(({ type }) => type === 'dashboards');
      assert.ok(others?.length && others.every(({ includeVars, keepTime }) => includeVars && keepTime));
      assert.ok(dashboard.annotations?.list?.some((query) => JSON.stringify(query).includes('ALERTS{')));
      assert.ok(Object.values(uids).some((uid) => uid === dashboard.uid));
    });
  }

  it('show this plugin', () =>
    assert.ok(JSON.stringify(teamDashboards.map(({ build }) => build())).includes(pluginJson.id)));

  it('carry an incident that the panel recognises', () => {
    const { container, go } = recordedFrames();
    const frames = [...container, ...go].map(({ schema, data }) => ({
      fields: schema.fields.map((field, i) => ({ ...field, values: data.values[i] ?? [] })),
    }));
    const model = prepare(frames, { compressed: true });
    assert.ok(model.kind === 'model');
    const found = model.workloads.flatMap(({ findings }) => findings).find(({ id }) => id === 'lazily-freed');
    assert.deepEqual([found?.upgrade?.from, found?.upgrade?.to], ['go1.11.13', 'go1.15.15']);
  });
});

describe('provisioning', () => {
  const files = [
    ...readdirSync(examples).map((name) => `${examples}/${name}`),
    'provisioning/datasources/datasources.yml',
    'provisioning/dashboards/default.yaml',
    'provisioning/prometheus/prometheus.yml',
  ].filter((name) => /\.ya?ml$/.test(name));

  for (const file of files) {
    it(`${file} is YAML`, () => {
      for (const document of parseAllDocuments(readFileSync(file, 'utf8'))) {
        assert.deepEqual(document.errors, []);
        assert.ok(document.contents);
      }
    });
  }

  it('wraps all rules for the Prometheus Operator', () => {
    const [rule] = parseAllDocuments(readFileSync(`${examples}/prometheus-rule.yml`, 'utf8')).map((one) => one.toJS());
    assert.equal(rule.kind, 'PrometheusRule');
    assert.deepEqual(
      rule.spec.groups.map(({ name }: { name: string }) => name),
      ['gomem.recording', 'gomem.alerts', 'gomem.trends']
    );
  });
});
