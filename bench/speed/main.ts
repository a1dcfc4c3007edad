import { deepStrictEqual, ok } from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { Bench } from 'tinybench';
import { compose } from '../../src/composition/compose';
import { recognise } from '../../src/metrics/recognise';
import type { InputFrame } from '../../src/metrics/types';
import { Memory, prepare } from '../../src/prepare';
import { gather } from '../../src/workloads/gather';
import { comparedLayers, transformationChain } from './chain';
import { browserRows } from './browser';
import { bodyOf, fleetFrames, framesOfBody, podsOf, type FleetSize } from './fleet';
import { tableOf, type Row } from './table';

const sizes: ReadonlyArray<FleetSize & { name: string; runs: number }> = [
  { name: '1 pod x 11,000', pods: 1, points: 11_000, step: 15, gaps: 0.05, runs: 30 },
  { name: '20 pods x 720', pods: 20, points: 720, step: 30, runs: 30 },
  { name: '100 pods x 240', pods: 100, points: 240, step: 60, runs: 20 },
  { name: '100 pods x 720', pods: 100, points: 720, step: 30, runs: 10 },
  { name: '1,000 pods x 240', pods: 1000, points: 240, step: 60, runs: 7 },
];

async function measure(
  size: string,
  runs: number,
  tasks: Array<{ what: string; run: () => unknown; before?: () => void; against?: string }>
): Promise<Row[]> {
  // As many runs before as are counted: what is compiled for speed only after some calls is compiled then.
  const bench = new Bench({ iterations: runs, time: 0, warmupIterations: runs, warmupTime: 0 });
  for (const { what, run, before } of tasks) {
    bench.add(what, run, { beforeEach: before });
  }
  await bench.run();
  const results = bench.tasks.map(({ result }) => {
    if (result.state !== 'completed') {
      throw new Error(`a task ended as ${result.state}`);
    }
    return result.latency;
  });
  return tasks.map(({ what, against }, k) => {
    const other = tasks.findIndex((task) => task.what === against);
    return {
      what,
      size,
      median: results[k].p50,
      high: results[k].p99,
      ...(against && { against, ratio: results[k].p50 / results[other].p50 }),
    };
  });
}

const chain = transformationChain();

/** Ours, Grafana's transformations, and a copy of the same bytes, on the same pods. */
async function composition(frames: readonly InputFrame[], name: string, runs: number): Promise<Row[]> {
  const pods = podsOf(frames).map(chain.prepare);
  const { series } = recognise(frames);
  const { workloads } = gather(series);
  await verify(pods.length === workloads.length ? pods : [], workloads.map(compose), chain.run);
  // Layers are made when they are read, and the transformations make all of them.
  const composed = () => workloads.map((workload) => compose(workload).layers);
  const copy = 'copy of the same numbers';
  const transformations = "Grafana's transformations";
  return measure(name, runs, [
    { what: copy, run: () => series.map(({ values }) => values.slice()) },
    {
      what: transformations,
      run: async () => {
        for (const pod of pods) {
          await chain.run(pod);
        }
      },
    },
    { what: 'composition', run: composed, against: transformations },
    { what: 'composition ', run: composed, against: copy },
  ]);
}

/** Both ways say the same of every calm pod at every sample that both have. */
async function verify(
  pods: ReadonlyArray<Parameters<ReturnType<typeof transformationChain>['run']>[0]>,
  compositions: ReadonlyArray<ReturnType<typeof compose>>,
  run: ReturnType<typeof transformationChain>['run']
): Promise<void> {
  ok(pods.length > 0, 'a pod is missing');
  for (const [k, pod] of pods.entries()) {
    const { layers, instances, time } = compositions[k];
    if (instances.length > 1 || pod.length === 0) {
      continue;
    }
    const chained = await run(pod);
    const at = new Map(chained.fields[0].values.map((t: number, i: number) => [t, i]));
    for (const id of comparedLayers) {
      const own = layers.find((layer) => layer.id === id)?.values;
      const other = chained.fields.find(({ name }) => name === id)?.values;
      own?.forEach((bytes, i) => {
        const theirs = other?.[at.get(time[i]) ?? -1];
        ok(Math.abs(bytes - theirs) <= 1, `${id} of pod ${k} at ${i}: ${bytes} and ${theirs}`);
      });
    }
  }
}

/** The way from frames to findings against the parser that every way has behind it. */
async function preparation(body: string, name: string, runs: number): Promise<Row[]> {
  const parse = 'JSON.parse of the response';
  let frames: InputFrame[] = [];
  let memory = new Memory();
  const fresh = () => {
    frames = framesOfBody(JSON.parse(body));
  };
  const cold = prepare(framesOfBody(JSON.parse(body)));
  fresh();
  deepStrictEqual(prepare(frames, {}, memory), cold);
  const [changed] = podsOf(frames);
  const isChanged = new Set(changed.map(nameOf));
  /** The frames come again as they are but for those of one pod; `anew`: those of the container query in new arrays. */
  const again = (anew: boolean) => () => {
    fresh();
    memory = new Memory();
    prepare(frames, {}, memory);
    frames = frames.map((frame) => {
      const isNew = isChanged.has(nameOf(frame));
      const isAsked = anew && frame.fields[1].labels?.__name__?.startsWith('container_');
      return isNew || isAsked ? withNewArrays(frame, isNew ? 4096 : 0) : frame;
    });
  };
  return measure(name, runs, [
    { what: parse, run: () => JSON.parse(body) },
    { what: 'prepare, first time', before: fresh, run: () => prepare(frames), against: parse },
    {
      what: 'prepare, one pod changed',
      before: again(false),
      run: () => prepare(frames, {}, memory),
      against: 'prepare, first time',
    },
    {
      what: 'prepare, one of two queries asked again, one pod changed',
      before: again(true),
      run: () => prepare(frames, {}, memory),
      against: 'prepare, first time',
    },
  ]);
}

const nameOf = ({ fields }: InputFrame): string => fields[1].labels?.pod ?? '';

/** A frame as another answer brings it, its sizes larger by some bytes. */
const withNewArrays = (frame: InputFrame, more: number): InputFrame => ({
  ...frame,
  fields: frame.fields.map((field) => ({
    ...field,
    values: Array.from(field.values, (value) => Number(value) + (field.type === 'number' ? more : 0)),
  })),
});

async function main(): Promise<void> {
  const rows: Row[] = [];
  for (const { name, runs, ...size } of sizes) {
    const frames = fleetFrames(size);
    if (size.pods <= 100) {
      rows.push(...(await composition(frames, name, runs)));
    }
    rows.push(...(await preparation(bodyOf(frames), name, runs)));
  }
  rows.push(...(await browserRows(process.env.CHROMIUM_PATH ?? '')));
  const machine = `${cpus().length} x ${cpus()[0].model.trim()}, Node.js ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
  process.stdout.write(`${machine}\n\n${tableOf(rows)}\n`);
  const file = process.argv[process.argv.indexOf('--json') + 1];
  if (process.argv.includes('--json') && file) {
    writeFileSync(file, `${JSON.stringify({ machine, rows }, null, 2)}\n`);
  }
}

void main();
