import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureChromium } from '../lib/chromium.mjs';
import { ensureHostBuilt, ensureHostInstalled, otherHosts } from '../lib/hosts.mjs';
import { ensurePrometheus } from '../lib/prometheus.mjs';
import { root, run } from '../lib/run.mjs';
import { ensureBuilt, testFiles } from './tools.mjs';

/** @typedef {import('./tools.mjs').Suite} Suite */

/**
 * @param {string} folder
 * @param {NodeJS.ProcessEnv} env
 * @param {RegExp} [except] files that are left out
 */
async function runNodeTests(folder, env, except = /^$/) {
  const files = testFiles(folder).filter((file) => !except.test(file));
  const temporary = mkdtempSync(path.join(tmpdir(), 'gomem-tests-'));
  const counts = path.join(temporary, 'counts.json');
  try {
    const reporters = [
      ['spec', 'stdout'],
      [path.join(root, 'scripts/lib/countReporter.mjs'), counts],
    ].flatMap(([reporter, to]) => [`--test-reporter=${reporter}`, `--test-reporter-destination=${to}`]);
    const args = ['--import', 'tsx', '--test', '--test-concurrency=2', ...reporters, ...files];
    const { code } = await run(process.execPath, args, { mayFail: true, env });
    const { passed, failed } = JSON.parse(readFileSync(counts, 'utf8'));
    // A run that ends badly without a failed test (a file that cannot be loaded) has failed all the same.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** @type {Suite} */
export const browser = {
  name: 'browser',
  async run() {
    await ensureBuilt();
    return runNodeTests('tests/browser', { CHROMIUM_PATH: await ensureChromium() });
  },
};

/** What does not depend on the host's Grafana: the page around it, or the plugin's own code alone. */
const ofOneHost =
  /(soak|allLanguages|hostile|export|server|csp|performance|faults|loading|drawing|colourVision|bundle)\.test\.ts$/;

/**
 * The browser tests again, in a host made of another Grafana generation's packages.
 * @param {string} host
 * @returns {Suite}
 */
const compat = (host) => ({
  name: `compat-${host}`,
  prepare: () => ensureHostInstalled(host),
  async run() {
    await ensureBuilt();
    await ensureHostBuilt(host);
    const env = { CHROMIUM_PATH: await ensureChromium(), PREVIEW_HOST: host };
    return runNodeTests('tests/browser', env, ofOneHost);
  },
});

export const compatSuites = otherHosts.map(compat);

/**
 * Tests that need a Prometheus and no browser.
 * @param {string} name
 * @returns {Suite}
 */
const onPrometheus = (name) => ({
  name,
  async run() {
    const binaries = await ensurePrometheus();
    return runNodeTests(`tests/${name}`, { PROMETHEUS_PATH: binaries.prometheus, PROMTOOL_PATH: binaries.promtool });
  },
});

export const rules = onPrometheus('rules');
export const dashboards = onPrometheus('dashboards');
/** The parts of docker-compose.yml and of the workflows against each other. */
export const stack = onPrometheus('stack');

/** @type {Suite} */
export const prometheus = {
  name: 'prometheus',
  async run() {
    await ensureBuilt();
    const binaries = await ensurePrometheus();
    return runNodeTests('tests/prometheus', {
      CHROMIUM_PATH: await ensureChromium(),
      PROMETHEUS_PATH: binaries.prometheus,
      PROMTOOL_PATH: binaries.promtool,
    });
  },
};

/** Needs Go, so it is no part of npm test. @type {Suite} */
export const lab = {
  name: 'lab',
  // It samples a program for minutes.
  mostlyWaits: true,
  async run() {
    await ensureBuilt();
    const { prometheus: program } = await ensurePrometheus();
    return runNodeTests('tests/lab', { CHROMIUM_PATH: await ensureChromium(), PROMETHEUS_PATH: program });
  },
};
