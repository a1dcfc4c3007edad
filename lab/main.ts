import { parseArgs } from 'node:util';

import { startServer } from '../preview/server/server.mjs';
import { labelsOfPod } from './exporter';
import { type Lab, phases, scrapeSeconds, startLab } from './lab';
import { checkName, record } from './record';
import { LabError } from './service';

const help = `Usage: npm run lab -- [options]

Runs a Go program that gives memory back at once, then lazily, then at once again, and shows the panel on it live.

  --minutes N     length of the incident (default 4; from 2 to 60)
  --record NAME   write what happened into recordings/NAME, and end
  --port PORT     port of the page on 127.0.0.1 (default 3839; a free one where it is taken)
  --help          show this

It needs Go 1.16 or newer, and Linux; as root it uses a memory cgroup. Ctrl-C stops everything.`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        minutes: { type: 'string', default: '4' },
        record: { type: 'string' },
        port: { type: 'string', default: '3839' },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new LabError(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
}

function bounded(text: string, name: string, least: number, most: number): number {
  const value = Number(text);
  if (!(value >= least && value <= most)) {
    throw new LabError(`--${name} needs a number from ${least} to ${most}, not "${text}".`);
  }
  return value;
}

/** The live page on the lab's Prometheus. */
export function pageLink(url: string): string {
  const params = new URLSearchParams({
    from: 'now-5m',
    to: 'now',
    refresh: '5s',
    minStep: `${scrapeSeconds}s`,
    'var-namespace': labelsOfPod.namespace,
    options: JSON.stringify({ diagnosis: { pace: 'compressed' } }),
  });
  return `${url}/?${params}`;
}

async function main() {
  const values = readArguments();
  if (values.help) {
    console.log(help);
    return;
  }
  const minutes = bounded(values.minutes, 'minutes', 2, 60);
  const port = bounded(values.port, 'port', 0, 65535);
  if (values.record !== undefined) {
    checkName(values.record);
  }
  let lab: Lab | undefined;
  let server: Awaited<ReturnType<typeof startServer>> | undefined;
  let leave: () => void = () => undefined;
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => leave());
  }
  try {
    lab = await startLab({
      phases: phases((minutes * 60) / 3),
      prometheus: process.env.PROMETHEUS_PATH ?? 'prometheus',
      say: (text) => console.log(text),
    });
    server = await startServer({ port, prometheus: lab.prometheusUrl });
    console.log(`\n${pageLink(server.url)}\n\nCtrl-C stops everything.`);
    await Promise.race([lab.finished, left]);
    if (values.record !== undefined && Number.isFinite(lab.runs.at(-1)?.to)) {
      console.log(`Recorded ${await record(lab, values.record)}`);
    } else {
      await left;
    }
  } finally {
    await server?.close();
    await lab?.stop();
  }
}

main().catch((error) => {
  console.error(error instanceof LabError ? error.message : error);
  process.exitCode = 1;
});
