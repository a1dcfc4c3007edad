import { type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { findCgroups, makeCgroup, type MemoryGroup, processGroup, smapsOf } from './cgroup';
import { labelsOfPod, type Run, serveExporter } from './exporter';
import { end } from './process';
import { freePort, startPrometheus } from './prometheus';
import { buildService, findGo, startService } from './service';

/** A time in which the service gives memory back in one way. */
export interface Phase {
  name: string;
  godebug: string;
  advice: 'MADV_DONTNEED' | 'MADV_FREE';
  seconds: number;
}

/** The scripted incident: eager, lazy, eager again. */
export const phases = (seconds: number): Phase[] => [
  { name: 'eager', godebug: 'madvdontneed=1', advice: 'MADV_DONTNEED', seconds },
  { name: 'lazy', godebug: 'madvdontneed=0', advice: 'MADV_FREE', seconds },
  { name: 'cured', godebug: 'madvdontneed=1', advice: 'MADV_DONTNEED', seconds },
];

/** What happened, for the manifest of a recording; unix seconds. */
export interface PhaseRun extends Phase {
  id: string;
  image: string;
  from: number;
  to: number;
}

export interface LabOptions {
  phases: readonly Phase[];
  /** The program of Prometheus. */
  prometheus: string;
  say?: (text: string) => void;
}

export interface Lab {
  prometheusUrl: string;
  goVersion: string;
  /** How memory is accounted for: by a cgroup of this version, or from the process where none can be made. */
  cgroup: 'v1' | 'v2' | 'none';
  runs: readonly PhaseRun[];
  /** All phases are over; the last one's service goes on until `stop`. */
  finished: Promise<void>;
  /** Ends and removes all that was started. */
  stop: () => Promise<void>;
}

export const scrapeSeconds = 2;
const limitBytes = 1024 * 1024 * 1024;

const config = (exporter: number, service: number) => `global:
  scrape_interval: ${scrapeSeconds}s
  scrape_timeout: ${scrapeSeconds}s
scrape_configs:
  - job_name: cadvisor
    static_configs: [{targets: ['127.0.0.1:${exporter}'], labels: {instance: node-1}}]
  - job_name: truth
    metrics_path: /truth
    static_configs: [{targets: ['127.0.0.1:${exporter}'], labels: {instance: node-1}}]
  - job_name: sample
    static_configs:
      - targets: ['127.0.0.1:${service}']
        labels: {instance: 'sample-0:8080', namespace: ${labelsOfPod.namespace}, pod: ${labelsOfPod.pod}, container: ${labelsOfPod.container}}
`;

/**
 * Runs the incident natively: the sample service in a memory cgroup, an exporter of cAdvisor's series, and a Prometheus
 * that scrapes both, all on loopback. Throws a LabError where Go is missing; whatever was started by then is stopped.
 */
export async function startLab({ phases: script, prometheus, say = () => undefined }: LabOptions): Promise<Lab> {
  const goVersion = await findGo();
  const folder = await mkdtemp(path.join(tmpdir(), 'gomem-lab-'));
  const cleanUp: Array<() => unknown> = [() => rm(folder, { recursive: true, force: true })];
  let stopped: Promise<void> | undefined;
  const stop = () => (stopped ??= undo(cleanUp));
  try {
    say(`Building the sample service with ${goVersion} ...`);
    const program = await buildService(goVersion, folder);
    const cgroups = findCgroups();
    if (cgroups.version === null) {
      say(
        `No memory cgroup (${cgroups.reason}): the series come from the process, and live memory that working set hides cannot be shown.`
      );
    }
    const servicePort = await freePort();
    let current: { run: Omit<Run, 'accounting' | 'lazyFree'>; group: MemoryGroup; child: ChildProcess } | undefined;
    const exporter = await serveExporter(() => {
      if (!current || current.child.exitCode !== null) {
        return null;
      }
      const { run, group, child } = current;
      return { ...run, accounting: group.read(), lazyFree: smapsOf(child.pid ?? 0).get('LazyFree') ?? 0 };
    });
    cleanUp.push(exporter.close);

    const server = await startPrometheus({ program: prometheus, folder, config: config(exporter.port, servicePort) });
    cleanUp.push(server.stop);
    const prometheusUrl = server.url;

    const runs: PhaseRun[] = [];
    const begin = (phase: Phase, number: number) => {
      const id = `/kubepods/burstable/pod-lab/${phase.name}-${number}`;
      const image = `sample-service:${phase.name}`;
      const startedAt = Date.now() / 1000;
      let child: ChildProcess | undefined;
      const group =
        cgroups.version === null
          ? processGroup(() => child?.pid ?? 0)
          : makeCgroup(cgroups.version, `gomem-lab-${process.pid}-${number}`, limitBytes);
      cleanUp.push(() => group.remove());
      child = startService(program, group, servicePort, phase.godebug);
      const own = child;
      cleanUp.push(() => end(own));
      current = { run: { id, image, startedAt }, group, child };
      runs.push({ ...phase, id, image, from: startedAt, to: NaN });
      say(`${phase.name}: GODEBUG=${phase.godebug} for ${phase.seconds} s`);
    };
    const play = async () => {
      for (const [number, phase] of script.entries()) {
        await end(current?.child);
        if (stopped) {
          return;
        }
        begin(phase, number);
        const until = Date.now() + phase.seconds * 1000;
        while (Date.now() < until && !stopped) {
          await sleep(200);
        }
        Object.assign(runs.at(-1) ?? {}, { to: Date.now() / 1000 });
      }
    };
    const finished = play();
    finished.catch(() => stop());
    return { prometheusUrl, goVersion, cgroup: cgroups.version ?? 'none', runs, finished, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Undoes in reverse order; one failure does not keep the rest. */
async function undo(steps: Array<() => unknown>): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps.reverse()) {
    try {
      await step();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) {
    throw failures[0];
  }
}
