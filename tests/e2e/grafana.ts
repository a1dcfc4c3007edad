import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { end } from '../../lab/process';
import { freePort } from '../../lab/prometheus';
import pluginJson from '../../src/plugin.json';

const patience = 60_000;

export interface GrafanaOptions {
  /** Of an unpacked server. */
  home: string;
  /** Takes its database, its logs and the plugin. */
  folder: string;
  /** Address of the Prometheus that the provisioned data source asks. */
  prometheus: string;
}

/**
 * Starts a Grafana on a free port of loopback with the built plugin and this project's provisioning, as a user would.
 */
export async function startGrafana({ home, folder, prometheus }: GrafanaOptions) {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const plugins = path.join(folder, 'plugins');
  mkdirSync(plugins, { recursive: true });
  cpSync('dist', path.join(plugins, pluginJson.id), { recursive: true });
  const server = spawn(path.join(home, 'bin/grafana'), ['server', '--homepath', home], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      PROMETHEUS_URL: prometheus,
      GF_PATHS_DATA: path.join(folder, 'data'),
      GF_PATHS_LOGS: path.join(folder, 'log'),
      GF_PATHS_PLUGINS: plugins,
      GF_PATHS_PROVISIONING: path.resolve('provisioning'),
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(port),
      GF_SERVER_DOMAIN: 'localhost',
      GF_SECURITY_ADMIN_PASSWORD: 'admin',
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Viewer',
      GF_PLUGINS_ALLOW_LOADING_UNSIGNED_PLUGINS: pluginJson.id,
      // Nothing is asked of other machines.
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      GF_ANALYTICS_ENABLED: 'false',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_NEWS_NEWS_FEED_ENABLED: 'false',
      GF_SNAPSHOTS_EXTERNAL_ENABLED: 'false',
      GF_LOG_MODE: 'file',
      GF_LOG_LEVEL: 'warn',
    },
  });
  const failed = once(server, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  try {
    await Promise.race([failed, ready(url, () => server.exitCode)]);
  } catch (error) {
    await end(server);
    throw error;
  }
  return { url, stop: () => end(server) };
}

async function ready(url: string, exitCode: () => number | null): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    if (exitCode() !== null) {
      throw new Error(`Grafana ended with code ${exitCode()}`);
    }
    if ((await fetch(`${url}/api/health`).catch(() => null))?.ok) {
      return;
    }
    await sleep(200);
  }
  throw new Error(`Grafana was not ready within ${patience / 1000} s`);
}
