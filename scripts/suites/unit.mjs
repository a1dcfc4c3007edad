import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { runPackage } from '../lib/run.mjs';
import { thoroughName } from './tools.mjs';

/** @typedef {import('./tools.mjs').Suite} Suite */

/**
 * @typedef {object} JestResult
 * @property {number} numPassedTests
 * @property {number} numFailedTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {number} numRuntimeErrorTestSuites
 */

/**
 * @param {string} name
 * @param {string[]} which files, told to Jest
 * @returns {Suite}
 */
const onJest = (name, which) => ({
  name,
  async run() {
    const folder = mkdtempSync(path.join(tmpdir(), 'gomem-jest-'));
    const outputFile = path.join(folder, 'result.json');
    try {
      const args = ['--ci', '--maxWorkers=2', '--json', `--outputFile=${outputFile}`, ...which];
      // Jest reports to standard error; standard output would repeat the JSON.
      const { stderr } = await runPackage('jest/bin/jest.js', args, { quiet: true, mayFail: true });
      process.stderr.write(stderr);
      return count(JSON.parse(readFileSync(outputFile, 'utf8')));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
});

export const unit = onJest('unit', ['--testPathIgnorePatterns', thoroughName.source]);
export const thoroughUnit = onJest('unit-thorough', [thoroughName.source]);

/** A skipped test proves nothing, so it counts as failed. @param {JestResult} result */
function count(result) {
  return {
    passed: result.numPassedTests,
    failed: result.numFailedTests + result.numPendingTests + result.numTodoTests + result.numRuntimeErrorTestSuites,
  };
}
