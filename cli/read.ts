import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { InputFrame, Problem } from '../src/metrics/types';
import { answersOfJson, answersOfLines, wanted } from './forms';
import { framesOf, isResponse, lackOf, type Answer } from './prometheus';

/** Files of a recording that a cluster has, too; the first names win when a folder holds several grids. */
const fullGrid = ['container.json', 'go.json', 'go_memory_classes.json'];

/** Never read: ground truth and descriptions, which no cluster has. */
const forbidden = /^(truth.*|manifest)\.json(\.gz)?$/;

/** What was read: frames, and which answers gave none and why. */
export interface Reading {
  frames: InputFrame[];
  problems: Problem[];
}

/**
 * Frames of recordings: a path is a folder with container.json, go.json and go_memory_classes.json (each as is or
 * gzipped), or a file `{query: answer}`, or one bare answer of the Prometheus API. Throws an Error with a one-line
 * message when a path cannot be read.
 */
export const readFrames = (paths: readonly string[]): InputFrame[] => readAnswers(paths).frames;

/** As `readFrames`, and says which answers had no series. */
export function readAnswers(paths: readonly string[]): Reading {
  const answers = paths.flatMap((path) => filesOf(path).flatMap(answersOfFile));
  if (answers.length === 0) {
    return { frames: [], problems: [{ code: 'no-series', message: 'The files hold no answers.' }] };
  }
  return {
    frames: answers.flatMap(framesOf),
    problems: answers.map(lackOf).filter((problem): problem is Problem => problem !== null),
  };
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) {
    throw new Error(`no such file or folder: ${path}`);
  }
  if (!statSync(path).isDirectory()) {
    if (forbidden.test(basename(path))) {
      throw new Error(`${path} holds ground truth, not series`);
    }
    return [path];
  }
  const names = readdirSync(path);
  const files = fullGrid.flatMap((name) => names.filter((one) => one === name || one === `${name}.gz`).slice(0, 1));
  const found = files.length > 0 ? files : names.filter((name) => /\.json(\.gz)?$/.test(name) && !forbidden.test(name));
  if (found.length === 0) {
    throw new Error(`no recording in ${path}: expected container.json and go.json`);
  }
  return found.map((name) => join(path, name));
}

function answersOfFile(path: string): Answer[] {
  let text: string;
  try {
    const raw = readFileSync(path);
    text = (raw[0] === 0x1f && raw[1] === 0x8b ? gunzipSync(raw) : raw).toString('utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new Error(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return answersOfText(text, path);
}

/** The answers in a text; throws an Error with a one-line message, which names the path, where it holds none. */
export function answersOfText(text: string, path: string): Answer[] {
  const content = jsonOf(text);
  const answers = content === undefined ? answersOfLines(text) : answersOfJson(content);
  if (answers) {
    return answers;
  }
  if (content === undefined) {
    throw new Error(`cannot read ${path}: it is not JSON; wanted is ${wanted}`);
  }
  const isByQuery = typeof content === 'object' && content !== null && !Array.isArray(content);
  if (!isByQuery || !Object.values(content).every((answer) => isResponse(answer))) {
    throw new Error(`cannot read ${path}: it is in another form; wanted is ${wanted}`);
  }
  return Object.entries(content).map(([query, response]) => ({ query, response }));
}

/** What a text holds; undefined where it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
