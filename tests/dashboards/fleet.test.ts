import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { teamDashboards } from '../../dashboards/index';
import { points, type PanelSpec } from '../../dashboards/panels';
import { sourceVariable } from '../../dashboards/onTheSpot';
import { series, unknown } from '../../dashboards/source';
import { names } from '../../rules/names';
import { fleetSeries } from '../support/fleet';
import { usePrometheus } from '../support/prometheus';
import { queryRange } from '../support/query';
import { fillVariables } from './variables';

const hours = 6;
const pods = 120;
const end = 1_800_000_000;
const range = { start: end - hours * 3600, end, stepSeconds: Math.ceil((hours * 3600) / points) };
/** What a reader waits for without a sigh. */
const mostSeconds = 3;

const fill = (expr: string, source: string = sourceVariable.raw) =>
  fillVariables(expr, { [sourceVariable.name]: source, __range: `${hours}h`, __interval: '6m' });

/**
 * Pods that a rolling restart upgrades, where the `go_info` of the version before is seen for the 5 minutes that
 * Prometheus looks back by default.
 */
describe('raw series of a fleet', () => {
  const prometheus = usePrometheus({
    recordings: [],
    extra: () => Promise.resolve(fleetSeries({ pods, hours, stepSeconds: 60, cluster: 'fleet', end })),
  });

  it('have two versions of a container at a time', async () => {
    const versions = await queryRange(prometheus.url(), 'max(count by (pod) (go_info))', range);
    assert.ok(versions[0]?.values.some(([, count]) => Number(count) > 1));
  });

  it('give each container the version that appeared last', async () => {
    const version = fill(series(names.goVersion));
    const counts = await queryRange(prometheus.url(), `count(${version})`, range);
    assert.ok(counts[0]?.values.every(([, count]) => Number(count) === pods));
    const latest = await queryRange(
      prometheus.url(),
      `count by (version) (${version} and on (pod) (time() - process_start_time_seconds < 120))`,
      { ...range, start: range.start + 600, stepSeconds: 60 }
    );
    assert.deepEqual(
      latest.map(({ metric }) => metric.version),
      ['go1.12.17']
    );
  });

  for (const { path, panels } of teamDashboards) {
    for (const { kind, title, queries } of panels.filter((panel) => panel.kind !== 'composition')) {
      it(`${path.replace(/.*go-memory-|\.json/g, '')}: ${title}, at most ${mostSeconds} s a query`, async (t) => {
        const isInstant = kind === 'stat' || kind === 'table';
        const taken: number[] = [];
        for (const { expr } of queries) {
          const ask = async () => {
            const startedAt = performance.now();
            await queryRange(prometheus.url(), fill(expr), isInstant ? { ...range, start: end } : range);
            return (performance.now() - startedAt) / 1000;
          };
          // Other tests share the machine.
          let least = await ask();
          for (let again = 0; again < 3 && least > mostSeconds; again++) {
            least = Math.min(least, await ask());
          }
          taken.push(least);
        }
        t.diagnostic(taken.map((seconds) => `${seconds.toFixed(2)} s`).join(', '));
        assert.ok(Math.max(...taken) <= mostSeconds, taken.join(', '));
      });
    }
  }

  it('are read in full for the table of all workloads', async () => {
    const panel = teamDashboards.flatMap(({ panels }) => panels).find(({ options }) => options?.view?.mode === 'pods');
    assert.ok(panel);
    for (const { expr } of panel.queries) {
      const rows = await queryRange(prometheus.url(), fill(expr), range);
      assert.equal(new Set(rows.map(({ metric }) => metric.pod)).size, pods, expr);
      assert.ok(new Set(rows.map(({ metric }) => metric.__name__)).size >= 5, expr);
    }
  });

  it('show each version over its own time, side by side', async () => {
    const panel = teamDashboards.flatMap(({ panels }) => panels).find(({ title }) => /side by side/.test(title));
    assert.ok(panel);
    for (const { expr } of panel.queries) {
      const rows = await queryRange(prometheus.url(), fill(expr), { ...range, start: end });
      assert.deepEqual(rows.map(({ metric }) => metric.version).sort(), ['go1.11.13', 'go1.12.17']);
    }
  });

  /** What is read without rules, whichever is chosen, has a text of its own where it is missing. */
  const isOfRules = ({ kind, noValue }: PanelSpec) => kind !== 'composition' && (kind === 'stat' || !noValue);

  for (const { path, panels } of teamDashboards) {
    for (const panel of panels.filter(isOfRules)) {
      it(`${path.replace(/.*go-memory-|\.json/g, '')}: ${panel.title}, no number where rules are missing`, async () => {
        for (const { expr } of panel.queries) {
          const rows = await queryRange(prometheus.url(), fill(expr, sourceVariable.missing), { ...range, start: end });
          const values = rows.map(({ values }) => Number(values[0]?.[1]));
          assert.deepEqual(values, panel.kind !== 'stat' ? [] : [panel.title === 'Containers' ? pods : unknown], expr);
        }
      });
    }
  }

  it('count no alerts where no rule is there to raise one', async () => {
    const panel = teamDashboards.flatMap(({ panels }) => panels).find(({ title }) => title === 'Alerts');
    assert.ok(panel?.queries[0]);
    const rows = await queryRange(prometheus.url(), fill(panel.queries[0].expr), { ...range, start: end });
    assert.deepEqual(
      rows.map(({ values }) => Number(values[0]?.[1])),
      [unknown]
    );
  });

  it('fill every row of a table', async () => {
    const table = teamDashboards.flatMap(({ panels }) => panels).find(({ title }) => /most lazily freed/.test(title));
    assert.ok(table);
    for (const { expr } of table.queries) {
      const rows = await queryRange(prometheus.url(), fill(expr), { ...range, start: end });
      assert.equal(rows.length, 20, expr);
    }
  });
});
