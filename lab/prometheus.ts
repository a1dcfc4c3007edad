import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { end } from './process';

const patience = 30_000;

export interface PrometheusOptions {
  /** The program; PROMETHEUS_PATH, or what the PATH has, where it is left out. */
  program?: string;
  /** Takes its configuration, and its data in `data`. */
  folder: string;
  /** The text of prometheus.yml. */
  config: string;
  /** More flags. */
  flags?: readonly string[];
}

export interface PrometheusServer {
  url: string;
  stop: () => Promise<void>;
}

/** Starts a Prometheus on a free port of loopback, and waits until it answers. Throws where it does not. */
export async function startPrometheus(options: PrometheusOptions): Promise<PrometheusServer> {
  const { program = process.env.PROMETHEUS_PATH ?? 'prometheus', folder, flags = [] } = options;
  const config = path.join(folder, 'prometheus.yml');
  await writeFile(config, options.config);
  const url = `http://127.0.0.1:${await freePort()}`;
  const server = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${path.join(folder, 'data')}`,
      `--web.listen-address=${new URL(url).host}`,
      '--log.level=error',
      ...flags,
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] }
  );
  const failed = once(server, 'error').then(([error]) => Promise.reject(error));
  failed.catch(() => undefined);
  try {
    await Promise.race([
      failed,
      ready(url, () => {
        if (server.exitCode !== null) {
          throw new Error(`Prometheus ended with code ${server.exitCode}`);
        }
      }),
    ]);
  } catch (error) {
    await end(server);
    throw error;
  }
  return { url, stop: () => end(server) };
}

/** A port of loopback that nothing listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (typeof address !== 'object' || address === null) {
    throw new Error('No free port');
  }
  return address.port;
}

async function ready(url: string, check: () => void): Promise<void> {
  const deadline = Date.now() + patience;
  while (Date.now() < deadline) {
    check();
    if ((await fetch(`${url}/-/ready`).catch(() => null))?.ok) {
      return;
    }
    await sleep(100);
  }
  throw new Error(`Prometheus was not ready within ${patience / 1000} s`);
}
