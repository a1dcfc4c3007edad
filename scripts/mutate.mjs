// Changes the core in thousands of small ways and counts what the tests notice (npm run mutate -- [FOLDER...], of
// src/composition and src/diagnosis). What was tried is kept in artifacts/mutation, so that a cut run goes on.
import { existsSync } from 'node:fs';
import path from 'node:path';

import { SetupError, root, runMain, runPackage } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';

await runMain(async () => {
  const folders = process.argv.slice(2).map((folder) => folder.replace(/\/$/, ''));
  const unknown = folders.find((folder) => !folder.startsWith('src/') || !existsSync(path.join(root, folder)));
  if (unknown !== undefined) {
    throw new SetupError(`usage: npm run mutate -- [FOLDER...]; there is no ${unknown}`);
  }
  await ensureInstalled();
  const only = [...folders.map((folder) => `${folder}/**/*.ts`), '!src/**/*.test.ts', '!src/**/*.gen.ts'].join();
  const { code } = await runPackage(
    '@stryker-mutator/core/bin/stryker.js',
    ['run', 'tests/mutation/stryker.config.mjs', ...(folders.length > 0 ? ['--mutate', only] : [])],
    { mayFail: true }
  );
  process.exitCode = code;
});
