import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { report } from '../../cli/report';
import { alarmOf } from '../../src/diagnosis/alarmOf';
import { settingsOf } from '../../src/diagnosis/options';
import type { Finding } from '../../src/diagnosis/types';
import { MiB } from '../../src/metrics/units';
import type { Missing, Model, WorkloadModel } from '../../src/model';
import { plainText } from '../../src/texts/plainText';
import { inputOf, reportedCases, tell, type Told } from './reported';
import { framesOfRecording, modelOf } from './run';
import { recordingNames, recordingsFolder } from './truth';

const settings = settingsOf();
const inMiB = (bytes: number): string => `${(bytes / MiB).toFixed(1)} MiB`;

/** Of the samples that have a value; null where none has. */
function mean(values: Float64Array): number | null {
  const known = values.filter(Number.isFinite);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}

/** What a column is on average, a line; none where it is never known. */
function average(name: string, values: Float64Array): string[] {
  const bytes = mean(values);
  return bytes === null ? [] : [`- ${name}: ${inMiB(bytes)}`];
}

/** Averages of everything that is drawn or told of a composition. */
function sizesOf({ composition }: WorkloadModel): string[] {
  const { need, lazilyFreed } = composition;
  return [
    ...composition.layers.flatMap(({ id, values }) => average(id, values)),
    ...average('(need, at least)', need.low),
    ...average('(need, at most)', need.high),
    ...average('(corrected working set)', composition.correctedWorkingSet),
    ...average('(lazily freed, at least)', lazilyFreed.floor),
    ...average('(lazily freed, at most)', lazilyFreed.ceiling),
  ];
}

const time = (ms: number): string => new Date(ms).toISOString();
/** Without labels, which are those of the workload. */
const bare = (promql: string): string => promql.replace(/\{[^}]*\}/g, '').replace(/\s+/g, ' ');

/** Everything of a finding that a reader may see, and the alert that watches it. */
function saidOf(finding: Finding, { composition }: WorkloadModel): string[] {
  const { severity, confidence, from, to, layers, headline, evidence, refutedBy, advice } = finding;
  const alarm = alarmOf(finding, composition, settings);
  return [
    '',
    `### ${plainText(headline)}`,
    '',
    `${severity}, ${confidence}, ${time(from)} to ${time(to)}${layers.length > 0 ? `, of ${layers.join(', ')}` : ''}`,
    '',
    ...evidence.flatMap(({ text, promql }) => [`- ${plainText(text)}`, ...(promql ? [`  \`${bare(promql)}\``] : [])]),
    '',
    `Refuted by: ${plainText(refutedBy)}`,
    '',
    plainText(advice),
    ...(alarm ? ['', `Alert: \`${bare(alarm.expr)}\` above ${alarm.above} (${alarm.unit}), ${alarm.severity}`] : []),
  ];
}

function said(model: Model | Missing): string[] {
  const models = model.kind === 'model' ? model.workloads : [];
  const { workloads, problems } = report(model, false);
  return [
    ...(problems.length > 0 ? ['', ...problems.map(({ message }) => `- ${message}`)] : []),
    ...workloads.flatMap(({ labels, drawn, instances, sizing }, k) => [
      '',
      `## ${Object.values(labels).join(' / ')}`,
      '',
      ...instances.map(({ from, to, goVersion, mode }) =>
        [time(from), 'to', time(to), mode, goVersion ?? ''].join(' ').trim()
      ),
      '',
      `${drawn} samples, on average:`,
      '',
      ...sizesOf(models[k]),
      ...models[k].findings.flatMap((finding) => saidOf(finding, models[k])),
      '',
      '### Sizing',
      '',
      ...Object.entries(sizing).map(
        ([name, { bytes, why }]) => `- ${name}: ${bytes === null ? 'none' : inMiB(bytes)}. ${why}`
      ),
    ]),
  ];
}

/** All that is said of a reported case, as a page. */
export const pageOf = (name: string, { model, refused }: Told): string =>
  [
    `# ${name}`,
    ...(model === null ? ['', `Refused: ${refused.replace(inputOf(name), basename(inputOf(name)))}`] : said(model)),
    '',
  ].join('\n');

/** All that is said of a recording, as a page. */
export const pageOfRecording = (name: string, model: Model): string => pageOf(name, { model, refused: null });

const page = 'said.md';
const folderOfCase = (name: string): string => join('reported', name);
const kept = (folder: string): string => readFileSync(join(recordingsFolder, folder, page), 'utf8');

/** The page of a reported case as it is kept, to see what a change of the rules says otherwise. */
export const keptOf = (name: string): string => kept(folderOfCase(name));

/** The same of a recording. */
export const keptOfRecording = (name: string): string => kept(name);

/** The pages of all recordings and reported cases, to be written. */
export const saidFiles = (): Array<{ path: string; content: string }> =>
  [
    ...recordingNames().map((name) => ({
      folder: name,
      content: pageOfRecording(name, modelOf(framesOfRecording(name))),
    })),
    ...reportedCases().map((name) => ({ folder: folderOfCase(name), content: pageOf(name, tell(name)) })),
  ].map(({ folder, content }) => ({ path: join('recordings', folder, page), content }));
