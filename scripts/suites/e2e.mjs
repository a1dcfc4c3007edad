import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureChromium } from '../lib/chromium.mjs';
import { ensurePrometheus } from '../lib/prometheus.mjs';
import { SetupError, run } from '../lib/run.mjs';
import { ensurePluginBuilt } from '../lib/setup.mjs';

const { GRAFANA_URL, GRAFANA_HOME } = process.env;

/** Where the end-to-end tests find a Grafana; undefined where they do not. */
export const grafanaAtHand = GRAFANA_URL
  ? `the Grafana at ${GRAFANA_URL}`
  : GRAFANA_HOME && `a Grafana started from ${GRAFANA_HOME}`;

/** On a real Grafana, which this project does not bring along. @type {import('./tools.mjs').Suite} */
export const e2e = {
  name: 'e2e',
  async run() {
    if (!grafanaAtHand) {
      throw new SetupError('Name a Grafana in GRAFANA_URL, or the folder of an unpacked server in GRAFANA_HOME.');
    }
    console.log(`On ${grafanaAtHand}.`);
    await ensurePluginBuilt();
    const { prometheus, promtool } = await ensurePrometheus();
    const folder = mkdtempSync(path.join(tmpdir(), 'gomem-e2e-'));
    const results = path.join(folder, 'results.json');
    try {
      const { code } = await run(process.execPath, ['--import', 'tsx', 'tests/e2e/main.ts'], {
        mayFail: true,
        env: {
          CHROMIUM_PATH: await ensureChromium(),
          PROMETHEUS_PATH: prometheus,
          PROMTOOL_PATH: promtool,
          E2E_RESULTS: results,
        },
      });
      return count(JSON.parse(readFileSync(results, 'utf8')).stats, code);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

/**
 * A skipped test proves nothing, so it counts as failed; so does a run that ends badly without a failed test.
 * @param {{expected: number, flaky: number, unexpected: number, skipped: number}} stats
 * @param {number} code
 */
function count({ expected, flaky, unexpected, skipped }, code) {
  const failed = unexpected + skipped;
  return { passed: expected + flaky, failed: code !== 0 && failed === 0 ? 1 : failed };
}
