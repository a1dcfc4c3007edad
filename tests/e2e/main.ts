// Runs the end-to-end tests against the Grafana at GRAFANA_URL, else against one that it starts of the server in
// GRAFANA_HOME, on a Prometheus with the recordings and with a fleet. --serve keeps that running in place of testing.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { fleetSeries } from '../support/fleet';
import { startFilledPrometheus } from '../support/prometheus';
import { recordingLabel } from '../support/recorded';
import { recordingNames } from '../support/recordings';
import { fleetCluster, otherCluster } from './fleet';
import { startGrafana } from './grafana';

async function startServers(home: string) {
  const now = Math.floor(Date.now() / 60_000) * 60;
  // The fleet goes on while the tests run.
  const fleet = { hours: 7, stepSeconds: 60, end: now + 3600 };
  const prometheus = await startFilledPrometheus({
    recordings: recordingNames,
    label: recordingLabel,
    end: now,
    extra: async () => [
      ...fleetSeries({ ...fleet, pods: 120, cluster: fleetCluster }),
      ...fleetSeries({ ...fleet, pods: 60, cluster: otherCluster }),
    ],
  });
  const folder = await mkdtemp(path.join(tmpdir(), 'gomem-grafana-'));
  const stopPrometheus = () => prometheus.stop().then(() => rm(folder, { recursive: true, force: true }));
  try {
    const grafana = await startGrafana({ home, folder, prometheus: prometheus.url });
    return { url: grafana.url, stop: () => grafana.stop().then(stopPrometheus) };
  } catch (error) {
    await stopPrometheus();
    throw error;
  }
}

async function runPlaywright(url: string, env: NodeJS.ProcessEnv, args: string[]): Promise<number> {
  const playwright = createRequire(path.resolve('package.json')).resolve('@playwright/test/cli');
  const child = spawn(process.execPath, [playwright, 'test', ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, GRAFANA_URL: url, ...env },
  });
  const [code] = await once(child, 'exit');
  return code ?? 1;
}

async function main() {
  const [serve, args] = [process.argv.includes('--serve'), process.argv.slice(2)];
  const { GRAFANA_URL: url, GRAFANA_HOME: home } = process.env;
  if (url && !serve) {
    process.exitCode = await runPlaywright(url, {}, args);
    return;
  }
  if (!home) {
    throw new Error('Name a Grafana in GRAFANA_URL, or the folder of an unpacked server in GRAFANA_HOME.');
  }
  const servers = await startServers(home);
  try {
    if (serve) {
      process.stdout.write(`${servers.url}\n`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    } else {
      process.exitCode = await runPlaywright(servers.url, { E2E_FLEET: '1' }, args);
    }
  } finally {
    await servers.stop();
  }
}

main().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
});
