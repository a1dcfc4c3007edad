import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { ensureChromium } from '../lib/chromium.mjs';
import { ensureHostBuilt, ensureHostInstalled, otherHosts } from '../lib/hosts.mjs';
import { ensurePrometheus } from '../lib/prometheus.mjs';
import { root, run } from '../lib/run.mjs';
import { ensureBuilt, isThorough, testFiles } from './tools.mjs';

/** @typedef {import('./tools.mjs').Suite} Suite */

/**
 * @param {string[]} files in the order in which they begin
 * @param {NodeJS.ProcessEnv} env
 */
async function runNodeTests(files, env) {
  const temporary = mkdtempSync(path.join(tmpdir(), 'gomem-tests-'));
  const counts = path.join(temporary, 'counts.json');
  try {
    const args = ['--import', 'tsx', path.join(root, 'scripts/lib/nodeTests.mjs'), counts, ...files];
    const { code } = await run(process.execPath, args, { mayFail: true, env });
    const { passed, failed } = JSON.parse(readFileSync(counts, 'utf8'));
    // A run that ends badly without a failed test has failed all the same.
    return { passed, failed: code !== 0 && failed === 0 ? 1 : failed };
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

/** What takes a minute by itself begins first, so that one core does not wait for the other at the end. */
const browserFiles = testFiles('tests/browser').sort((a, b) => Number(isLong(b)) - Number(isLong(a)));

/** @param {string} file */
function isLong(file) {
  return file.endsWith('soak.test.ts');
}

/**
 * @param {string} name
 * @param {(file: string) => boolean} chosen
 * @returns {Suite}
 */
const inBrowser = (name, chosen) => ({
  name,
  async run() {
    await ensureBuilt();
    return runNodeTests(browserFiles.filter(chosen), { CHROMIUM_PATH: await ensureChromium() });
  },
});

export const browser = inBrowser('browser', (file) => !isThorough(file));
export const thoroughBrowser = inBrowser('browser-thorough', isThorough);

/** What does not depend on the host's Grafana: the page around it, or the plugin's own code alone. */
const ofOneHost =
  /(soak|translatedLayouts.*|hostile|export|server|csp|performance|faults|loading|drawing|colourVision|bundle)\.test\.ts$/;

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
    return runNodeTests(
      browserFiles.filter((file) => !ofOneHost.test(file)),
      env
    );
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
    return runNodeTests(testFiles(`tests/${name}`), {
      PROMETHEUS_PATH: binaries.prometheus,
      PROMTOOL_PATH: binaries.promtool,
    });
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
    return runNodeTests(testFiles('tests/prometheus'), {
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
    return runNodeTests(testFiles('tests/lab'), { CHROMIUM_PATH: await ensureChromium(), PROMETHEUS_PATH: program });
  },
};
