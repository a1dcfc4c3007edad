import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readAnswers } from '../../cli/read';
import { report } from '../../cli/report';
import type { Missing, Model } from '../../src/model';
import { prepare } from '../../src/prepare';
import { recordingsFolder } from './truth';

/** The right answer to a reported case; recordings/reported/README.md explains the keys. */
export interface RightAnswer {
  must?: string[];
  alarm?: string[];
  calm?: string[];
  never?: string[];
  notCritical?: string[];
  workloads?: number;
  runs?: number;
  joined?: string;
  says?: string;
  silent?: string;
  first?: string;
  orWorkloads?: number;
  readsOrNames?: string;
  exit2?: boolean;
  why: string;
}

type Report = ReturnType<typeof report>;

/** What the command line answers: a report, or a refusal in one line. */
export type Answer = { report: Report; refused: null } | { report: null; refused: string };

const reportedFolder = join(recordingsFolder, 'reported');

export const reportedCases = (): string[] =>
  readdirSync(reportedFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();

export const rightAnswer = (name: string): RightAnswer =>
  JSON.parse(readFileSync(join(reportedFolder, name, 'expected.json'), 'utf8'));

/** Path of the input of a case. */
export function inputOf(name: string): string {
  const folder = join(reportedFolder, name);
  return join(folder, readdirSync(folder).find((file) => file.startsWith('input.')) ?? 'input.json.gz');
}

/** What becomes of the input of a case: a model with all problems, or a refusal in one line. */
export type Told = { model: Model | Missing; refused: null } | { model: null; refused: string };

export function tell(name: string, input = () => readAnswers([inputOf(name)])): Told {
  try {
    const { frames, problems } = input();
    const model = prepare(frames);
    const all = frames.length > 0 ? model.problems : [...problems, ...model.problems];
    return { model: { ...model, problems: all }, refused: null };
  } catch (error) {
    return { model: null, refused: error instanceof Error ? error.message : String(error) };
  }
}

/** The answer of the command line to a case. */
export const answerOf = ({ model, refused }: Told): Answer =>
  model === null ? { report: null, refused } : { report: report(model, false), refused: null };

export const answerTo = (name: string): Answer => answerOf(tell(name));

/** What is wrong with an answer, in words; empty where it is right. */
export function wrongIn(answer: Answer, right: RightAnswer): string[] {
  // The name of a field tells nobody to set anything.
  const words = answer.report ? JSON.stringify(answer.report).replaceAll('"goMemLimit":', '') : answer.refused;
  const matches = (pattern: string, text = words) => new RegExp(pattern, 'i').test(text);
  const workloads = answer.report?.workloads ?? [];
  const findings = workloads.flatMap((workload) => workload.findings);
  const has = (ids: string, severities = ['info', 'warning', 'critical']) =>
    findings.some(({ id, severity }) => ids.split('|').includes(id) && severities.includes(severity));
  const alarms = ['warning', 'critical'];
  const wrong: string[] = [];
  const expect = (holds: boolean, what: string) => holds || wrong.push(what);
  right.must?.forEach((ids) => expect(has(ids), `misses ${ids}`));
  right.alarm?.forEach((ids) => expect(has(ids, alarms), `does not warn of ${ids}`));
  right.calm?.forEach((ids) => expect(!has(ids, alarms), `warns of ${ids}`));
  right.never?.forEach((ids) => expect(!has(ids), `says ${ids}`));
  right.notCritical?.forEach((ids) => expect(!has(ids, ['critical']), `calls ${ids} critical`));
  if (right.workloads !== undefined) {
    expect(workloads.length === right.workloads, `${workloads.length} workloads, not ${right.workloads}`);
  }
  if (right.runs !== undefined) {
    expect(
      workloads.some(({ instances }) => instances.length >= (right.runs ?? 0)),
      `fewer than ${right.runs} runs`
    );
  }
  if (right.joined !== undefined) {
    const joined = workloads.some(
      ({ labels, instances }) =>
        Object.values(labels)
          .join(' ')
          .includes(right.joined ?? '') &&
        instances.some(({ mode, goVersion }) => goVersion !== null || !['no-go'].includes(mode))
    );
    expect(joined, 'has no Go series');
  }
  if (right.says !== undefined) {
    const enough = right.orWorkloads !== undefined && workloads.length === right.orWorkloads;
    expect(enough || matches(right.says), `does not say ${right.says}`);
  }
  if (right.silent !== undefined) {
    expect(!matches(right.silent), `says ${right.silent}`);
  }
  if (right.first !== undefined) {
    expect(matches(right.first, findings[0]?.headline ?? ''), `the first headline is "${findings[0]?.headline}"`);
  }
  if (right.readsOrNames !== undefined) {
    expect(workloads.length > 0 || matches(right.readsOrNames), `neither reads it nor names ${right.readsOrNames}`);
  }
  if (right.exit2) {
    expect(answer.refused !== null && !answer.refused.includes('\n'), 'does not refuse it in one line');
  }
  return wrong;
}
