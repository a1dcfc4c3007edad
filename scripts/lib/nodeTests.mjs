// Runs files of tests on node:test, two at a time and in the order in which they are named (`node --test` sorts them),
// and writes how many tests passed and failed as JSON: node --import tsx nodeTests.mjs COUNTS FILE...
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';

const [countsFile, ...files] = process.argv.slice(2);
const counts = { passed: 0, failed: 0 };

/** @typedef {{details?: {type?: string, error?: unknown}, skip?: unknown, todo?: unknown}} Result */

/** Suites, and files that hold tests, do not count. @param {Result} result */
const holdsTests = ({ details }) =>
  details?.type === 'suite' ||
  (details?.error instanceof Error && 'failureType' in details.error && details.error.failureType === 'subtestsFailed');

const results = run({ files: files.map((file) => path.resolve(file)), concurrency: 2 });
results.on('test:fail', (/** @type {Result} */ result) => {
  process.exitCode = 1;
  counts.failed += holdsTests(result) ? 0 : 1;
});
results.on('test:pass', (/** @type {Result} */ result) => {
  // A skipped test proves nothing, so it counts as failed.
  const skipped = result.skip !== undefined || result.todo !== undefined;
  counts[skipped ? 'failed' : 'passed'] += holdsTests(result) ? 0 : 1;
});
results.on('end', () => writeFileSync(countsFile, JSON.stringify(counts)));
results.compose(new spec()).pipe(process.stdout);
