import type { InputFrame } from '../../../src/metrics/types';
import { MiB } from '../../../src/metrics/units';
import { containerRows, furtherContainerRows, furtherGoRows, goRows, listRows, type State } from './rows';

const second = 1000;

/** Bytes as a function of the time since the start of the run, s; `span` is the whole range, s. */
export type Course = (t: number, span: number) => number;

/** One run of a container with a Go process in it; everything that is left out is small and constant. */
export interface Run {
  version: string | null;
  /** Released memory stays resident and on the file list until used again. */
  lazy?: boolean;
  /** Released memory becomes resident again, in huge pages. */
  bloat?: boolean;
  /** Live heap after a collection. */
  live: Course;
  /** GOGC as a share: 1 doubles the heap before a collection. */
  gogc?: number;
  /** Goal whatever the live heap (GOMEMLIMIT). */
  goal?: number;
  /** Seconds between collections. */
  cycle: number;
  /** Seconds between collections as they change over time, for the counter of collections. */
  pace?: Course;
  /** Load: bytes allocated in a second, as a multiple of those at the start. A leak at constant load leaves it at 1. */
  work?: Course;
  /** GOMEMLIMIT. */
  memLimit?: number;
  fragmented?: Course;
  stacks?: Course;
  goroutines?: Course;
  offHeap?: Course;
  /** Idle heap that Go keeps beyond its goal. */
  kept?: Course;
  /** Share of the released heap that is resident, in huge pages. */
  refill?: Course;
  /** Outside of Go: resident, given back lazily by another allocator, on the file list. */
  lazyOffHeap?: Course;
  /** Of what Go freed lazily: taken by the kernel. */
  taken?: Course;
  /** Of the files in cache: mapped by the process. */
  mapped?: Course;
  inactiveFile?: Course;
  activeFile?: Course;
  shared?: Course;
  kernel?: Course;
  /** Share of what Go keeps that was never touched. */
  untouched?: number;
  /** From and to as shares of the range. */
  from?: number;
  to?: number;
  pod?: string;
  /** Reason of the termination that ended this run. */
  ended?: string;
  /** Seconds that it ran before the range. */
  older?: number;
  /** Restarts and their last reason from before the range. */
  before?: { restarts: number; reason: string };
  /** As it is named on every series. */
  labels?: Record<string, string>;
}

export interface Scene {
  runs: Run[];
  /** s */
  span: number;
  /** s */
  step: number;
  limit?: number;
  /** s; how much later Go is scraped than the container. */
  skew: number;
  /** Export the file lists of newer cAdvisor. */
  lists?: boolean;
  /** Without Go series. */
  noGo?: boolean;
  /** Also export what `furtherRows` lists, restarts, and the limit as kube-state-metrics has it. */
  further?: boolean;
  /** Scrape gaps as shares of the range. */
  gaps?: Array<[number, number]>;
  random: () => number;
}

const none: Course = () => 0;
/** The scavenger gives back what exceeds the goal with about this time constant, s. */
const scavenger = 120;
/** The runtime collects at least once in so many seconds. */
const forced = 120;

/** States of a run every `dt` seconds from its start. */
function simulate(run: Run, scene: Scene, seconds: number, dt: number): State[] {
  const { random } = scene;
  const states: State[] = [];
  let footprint = 0;
  let arena = 64 * MiB;
  let highWater = 0;
  let lowest = Infinity;
  let collections = 0;
  let allocated = NaN;
  const phase = random();
  for (let t = 0; t <= seconds + dt; t += dt) {
    const live = Math.max(4 * MiB, run.live(t, seconds) * (1 + 0.01 * (random() - 0.5)));
    const goal = run.goal ?? live * (1 + (run.gogc ?? 1));
    const position = dt > run.cycle / 3 ? random() : (t / run.cycle + phase) % 1;
    const heapAlloc = live + (Math.max(goal, live) - live) * position;
    const heapInuse = heapAlloc * 1.01 + (run.fragmented ?? none)(t, seconds);
    footprint = Math.max(heapInuse, goal * 0.98, goal * 1.1 + (footprint - goal * 1.1) * Math.exp(-dt / scavenger));
    const kept = footprint + (run.kept ?? none)(t, seconds);
    arena = Math.max(arena, Math.ceil(kept / (4 * MiB)) * 4 * MiB);
    const stacks = (run.stacks ?? (() => MiB))(t, seconds);
    const runtime = 6 * MiB + 0.03 * arena;
    const retained = kept + stacks + runtime;
    const touched = retained * (1 - (run.untouched ?? 0.01));
    if (touched > highWater) {
      highWater = touched;
      lowest = Infinity;
    }
    lowest = Math.min(lowest, touched);
    const [inactiveFile, activeFile, shared, offHeap, lazyOffHeap, mapped, taken, refill] = [
      run.inactiveFile,
      run.activeFile,
      run.shared,
      run.offHeap,
      run.lazyOffHeap,
      run.mapped,
      run.taken,
      run.refill,
    ].map((course) => (course ?? none)(t, seconds));
    const resident = run.lazy || run.bloat ? highWater - taken : touched + refill * (arena - kept);
    const list = (run.lazy ? Math.max(0, highWater - lowest - taken) : 0) + lazyOffHeap;
    // What is allocated between two collections is what the goal leaves above the live heap.
    allocated = Number.isNaN(allocated) ? goal - live : allocated;
    const every = (run.cycle * Math.max(0.1, (goal - live) / allocated)) / (run.work ? run.work(t, seconds) : 1);
    collections += dt / Math.min(forced, run.pace ? run.pace(t, seconds) : every);
    const cache = inactiveFile + activeFile + shared;
    const rss = resident + offHeap + lazyOffHeap;
    const usage = rss + cache + (run.kernel ?? (() => 2 * MiB))(t, seconds);
    states.push({
      usage,
      workingSet: usage - inactiveFile - list,
      rss,
      cache,
      inactiveFile: inactiveFile + list,
      activeFile,
      heapAlloc,
      heapInuse,
      heapIdle: arena - Math.min(arena, heapInuse),
      released: arena - kept,
      heapSys: Math.max(arena, heapInuse),
      stacks,
      sys: Math.max(arena, heapInuse) + stacks + runtime,
      nextGc: goal,
      goroutines: (run.goroutines ?? (() => 20))(t, seconds),
      mapped,
      collections: Math.floor(collections),
    });
  }
  return states;
}

/** Origin of all scenes, ms: a full ten minutes, so that subqueries at steps up to that hit samples. */
const origin = 1_699_999_200 * second;

/** Frames as a dashboard would query them, with scrape jitter and skew. */
export function framesOfScene(scene: Scene): InputFrame[] {
  return scene.runs.flatMap((run, index) => framesOfRun(run, index, scene));
}

function framesOfRun(run: Run, index: number, scene: Scene): InputFrame[] {
  const { span, step, random } = scene;
  const [began, ends] = [(run.from ?? 0) * span, (run.to ?? 1) * span];
  const dt = Math.max(5, step / 3);
  const states = simulate(run, scene, ends - began, dt);
  const stateAt = (t: number) => states[Math.min(states.length - 1, Math.max(0, Math.round(t / dt)))];
  const isGap = (t: number) => scene.gaps?.some(([from, to]) => t >= from * span && t <= to * span) ?? false;
  const grid: number[] = [];
  for (let t = Math.ceil(began / step) * step; t <= ends; t += step) {
    if (!isGap(t)) {
      grid.push(t);
    }
  }
  const ages = grid.map(() => random() * 12);
  const labels = { namespace: 'team', pod: run.pod ?? 'app-0', container: 'app', ...run.labels };
  const frame = (metric: string, values: number[], more: Record<string, string>): InputFrame => ({
    refId: metric.startsWith('container') ? 'A' : 'B',
    fields: [
      { name: 'Time', type: 'time', values: grid.map((t) => origin + t * second), config: { interval: step * second } },
      { name: 'Value', type: 'number', values, labels: { __name__: metric, ...labels, ...more }, config: {} },
    ],
  });
  const id = { id: `/kubepods/${run.pod ?? 'app-0'}/${index}` };
  const container = (t: number, k: number) => stateAt(t - began - ages[k]);
  const go = (t: number, k: number) => stateAt(t - began - ages[k] + scene.skew);
  const rows = [
    ...containerRows,
    ...(scene.lists ? listRows : []),
    ...(scene.further && run.mapped ? furtherContainerRows : []),
  ];
  const frames = rows.map(([metric, value]) =>
    frame(
      metric,
      grid.map((t, k) => Math.round(value(container(t, k)))),
      id
    )
  );
  const started = origin / second + began - (run.older ?? 0);
  frames.push(
    frame(
      'container_start_time_seconds',
      grid.map(() => started),
      id
    )
  );
  if (scene.limit) {
    frames.push(
      frame(
        'container_spec_memory_limit_bytes',
        grid.map(() => scene.limit ?? 0),
        id
      )
    );
  }
  const constant = (metric: string, value: number, more: Record<string, string> = {}) =>
    frame(
      metric,
      grid.map(() => value),
      more
    );
  if (scene.further) {
    const ends = scene.runs.slice(0, index).filter((one) => one.ended && (one.pod ?? 'app-0') === (run.pod ?? 'app-0'));
    const restarts = (run.before?.restarts ?? 0) + ends.length;
    frames.push(constant('kube_pod_container_status_restarts_total', restarts));
    if (scene.limit) {
      frames.push(constant('kube_pod_container_resource_limits', scene.limit, { resource: 'memory', unit: 'byte' }));
    }
    if (run.before && ends.length === 0) {
      const reason = { reason: run.before.reason };
      frames.push(constant('kube_pod_container_status_last_terminated_reason', 1, reason));
    }
  }
  const before = scene.runs[index - 1];
  if (before?.ended && (before.pod ?? 'app-0') === (run.pod ?? 'app-0')) {
    frames.push(
      frame(
        'kube_pod_container_status_last_terminated_reason',
        grid.map(() => 1),
        { reason: before.ended }
      )
    );
  }
  if (!scene.noGo && run.version) {
    const instance = { instance: `${run.pod ?? 'app-0'}:8080` };
    frames.push(
      ...[...goRows, ...(scene.further ? furtherGoRows : [])].map(([metric, value]) =>
        frame(
          metric,
          grid.map((t, k) => Math.round(value(go(t, k)))),
          instance
        )
      )
    );
    if (run.memLimit) {
      frames.push(constant('go_gc_gomemlimit_bytes', run.memLimit, instance));
    }
    frames.push(
      frame(
        'process_start_time_seconds',
        grid.map(() => started + 0.3),
        instance
      )
    );
    frames.push(
      frame(
        'go_info',
        grid.map(() => 1),
        { ...instance, version: run.version }
      )
    );
  }
  return frames;
}
