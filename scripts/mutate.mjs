// Changes the core in thousands of small ways and counts what the tests notice (npm run mutate -- [PATH...], files or
// folders, else src/composition and src/diagnosis). A few files at a time: what a run of them found is kept in
// artifacts/mutation when it ends, so that a cut run goes on, and the next one tries only what changed.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import { SetupError, root, runMain, runPackage } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';

/** Each run tries the tests once without a mutant, which takes as long as some fifty mutants. */
const filesPerRun = 20;

/** @param {string} name a file or a folder @returns {string[]} */
function sourcesIn(name) {
  const at = path.join(root, name);
  if (!name.startsWith('src/') || !existsSync(at)) {
    throw new SetupError(`usage: npm run mutate -- [PATH...], below src/; there is no ${name}`);
  }
  return statSync(at).isFile()
    ? [name]
    : readdirSync(at, { recursive: true, encoding: 'utf8' })
        .map((file) => path.join(name, file))
        .filter((file) => /\.ts$/.test(file) && !/\.(test|gen|d)\.ts$/.test(file))
        .sort();
}

/** Mutants by what became of them, over all runs. */
function counts() {
  /** @type {{files: Record<string, {mutants: Array<{status: string}>}>}} */
  const { files } = JSON.parse(readFileSync(path.join(root, 'artifacts/mutation/incremental.json'), 'utf8'));
  /** @type {Record<string, number>} */
  const by = {};
  for (const { status } of Object.values(files).flatMap(({ mutants }) => mutants)) {
    by[status] = (by[status] ?? 0) + 1;
  }
  return by;
}

await runMain(async () => {
  const named = process.argv.slice(2);
  const sources = (named.length > 0 ? named : ['src/composition', 'src/diagnosis']).flatMap(sourcesIn);
  await ensureInstalled();
  for (let first = 0; first < sources.length; first += filesPerRun) {
    const files = sources.slice(first, first + filesPerRun);
    const { code } = await runPackage(
      '@stryker-mutator/core/bin/stryker.js',
      ['run', 'tests/mutation/stryker.config.mjs', '--mutate', files.join()],
      { mayFail: true, env: { MUTATED: files.join() } }
    );
    if (code !== 0) {
      process.exitCode = code;
      return;
    }
    const { Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0 } = counts();
    const noticed = Killed + Timeout;
    const share = ((100 * noticed) / (noticed + Survived + NoCoverage)).toFixed(1);
    console.log(`${first + files.length} of ${sources.length} files; so far ${share} % of the mutants were noticed.`);
  }
});
