import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { namesOfQuery } from '../src/metrics/queries';
import { queryRange, type Range } from '../tests/support/query';
import type { RangeSeries } from '../preview/data/prometheusFrames';
import { labelsOfPod } from './exporter';
import { type Lab, type PhaseRun, scrapeSeconds } from './lab';
import { LabError } from './service';

const recordings = path.join(__dirname, '..', 'recordings');
const namespace = `namespace="${labelsOfPod.namespace}"`;
/** From here on lazily freed memory counts as an incident, as in recordings/README.md. */
const notable = 100 * 1024 * 1024;

const truthNames = ['cgroup_memory_usage_in_bytes', 'cgroup_memory_stat_bytes', 'proc_smaps_lazyfree_bytes'];

/** Throws a LabError where a recording of this name cannot be written. */
export function checkName(name: string): void {
  if (!/^[a-z0-9][a-z0-9-]{1,60}$/.test(name)) {
    throw new LabError(`A recording needs a name of lower-case letters, digits and dashes, not "${name}".`);
  }
  if (existsSync(path.join(recordings, name))) {
    throw new LabError(`There is a recording ${name} already: choose another name, or remove recordings/${name}.`);
  }
}

/** Writes what the lab's Prometheus has into recordings/NAME, in the format of the others; returns the folder. */
export async function record(lab: Lab, name: string): Promise<string> {
  checkName(name);
  const range: Range = {
    start: Math.ceil(lab.runs[0]?.from ?? NaN),
    end: Math.floor(lab.runs.at(-1)?.to ?? NaN),
    stepSeconds: scrapeSeconds,
  };
  const ask = async (names: readonly string[]) => {
    const answers: Record<string, { status: string; data: { resultType: string; result: RangeSeries[] } }> = {};
    for (const metric of names) {
      const query = `${metric}{${namespace}}`;
      const result = await queryRange(lab.prometheusUrl, query, range);
      answers[query] = { status: 'success', data: { resultType: 'matrix', result } };
    }
    return answers;
  };
  const files = {
    'container.json': await ask([...namesOfQuery('container'), 'container_memory_mapped_file']),
    'go.json': await ask(namesOfQuery('go')),
    'truth.json': await ask(truthNames),
  };
  const lazy = Object.values(files['truth.json'])
    .flatMap(({ data }) => data.result)
    .filter(({ metric }) => metric.__name__ === 'proc_smaps_lazyfree_bytes');
  const folder = path.join(recordings, name);
  mkdirSync(folder);
  for (const [file, answers] of Object.entries(files)) {
    writeFileSync(path.join(folder, `${file}.gz`), gzipSync(JSON.stringify(answers), { level: 9 }));
  }
  writeFileSync(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest(lab, name, range, lazy), null, 1)}\n`);
  return folder;
}

/** When the kernel knew of notable lazily freed memory in a run: first and last time, unix seconds. */
function lazySpan(
  run: Pick<PhaseRun, 'id'>,
  lazy: readonly RangeSeries[]
): { from: number; to: number; peak: number } | null {
  const series = lazy.find(({ metric }) => metric.id === run.id);
  const values = (series?.values ?? []).map(([time, value]) => ({ time, bytes: Number(value) }));
  const large = values.filter(({ bytes }) => bytes >= notable);
  const [first, last] = [large[0], large.at(-1)];
  return first && last
    ? { from: first.time, to: last.time, peak: large.reduce((peak, { bytes }) => Math.max(peak, bytes), 0) }
    : null;
}

/** What is true of the run, from ground truth alone: nothing of it comes from the diagnosis. */
export function manifest(lab: Lab, name: string, { start, end }: Range, lazy: readonly RangeSeries[]) {
  const { pod, container } = labelsOfPod;
  const spans = lab.runs.map((run) => lazySpan(run, lazy));
  const expected = lab.runs.flatMap((run, i) => {
    const span = spans[i];
    const common = { pod, container };
    if (span) {
      const { from, to, peak } = span;
      return [{ ...common, from, to, peak_lazyfree_mib: Math.round(peak / 2 ** 20), finding: 'lazily-freed' }];
    }
    const healthy = { ...common, from: run.from, to: run.to, finding: 'healthy' };
    return spans[i - 1] ? [healthy, { ...common, at: run.from, finding: 'accounting-correction' }] : [healthy];
  });
  return {
    scenario: name,
    story: `Recorded by the lab: ${lab.goVersion} with ${lab.runs.map(({ godebug }) => godebug).join(', then ')}, same spiky load.`,
    findings: [...new Set(expected.map(({ finding }) => finding).filter((finding) => finding !== 'healthy'))],
    namespace: labelsOfPod.namespace,
    start,
    end,
    scrape_interval_s: scrapeSeconds,
    files: Object.fromEntries(
      ['container.json', 'go.json', 'truth.json'].map((file) => [file, { step_s: scrapeSeconds }])
    ),
    cgroup: lab.cgroup,
    cadvisor: 'lab exporter',
    containers: lab.runs.map(({ image, from, to, advice, godebug }) => ({
      pod,
      container,
      image,
      from_s: Math.round(from - start),
      to_s: Math.round(to - start),
      go_real: lab.goVersion,
      go_info_shows: lab.goVersion,
      go_info_relabelled: false,
      env: { GODEBUG: godebug },
      releases_with: advice,
    })),
    expected,
    restarts_and_upgrades: lab.runs.slice(1).map(({ from, advice }, i) => ({
      container,
      at: from,
      from_pod: pod,
      to_pod: pod,
      from_go_info: lab.goVersion,
      to_go_info: lab.goVersion,
      from_releases_with: lab.runs[i]?.advice,
      to_releases_with: advice,
      image_changed: true,
      go_version_changed: false,
    })),
  };
}
