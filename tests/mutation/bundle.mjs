// Makes one file of the core and its tests, which a process loads once and tries mutant after mutant with.
// Stryker runs this in its copy of the sources, when the mutants are in them.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { NormalModuleReplacementPlugin } from '@rspack/core';

import { bundleTests } from '../mocha/bundle.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const rooms = ['composition', 'diagnosis', 'sizing'];

/** What is drawn, and what takes seconds by itself, would be run for nearly every mutant. */
const slow = /(\.property|manySamples)\.test\.ts$/;

const ofCore = rooms
  .flatMap((room) =>
    readdirSync(path.join(root, 'src', room), { recursive: true, encoding: 'utf8' }).map(
      (file) => `src/${room}/${file}`
    )
  )
  .filter((file) => file.endsWith('.test.ts') && !slow.test(file));

/** Files that are changed, comma-separated: the tests beside them notice most, so they come first. */
const changed = (process.env.MUTATED ?? '').split(',').map((file) => file.replace(/\.ts$/, ''));
const beside = ofCore.filter((file) => changed.some((name) => file.startsWith(name)));
const inFolder = ofCore.filter((file) => changed.some((name) => path.dirname(name) === path.dirname(file)));
const files = [...new Set([...beside, ...inFolder, 'tests/mutation/told.ts', ...ofCore])];

await bundleTests('tests/mutation/all.test.js', files, [
  new NormalModuleReplacementPlugin(/\/oncePer$/, (request) => {
    if (!/\/(tests\/mutation|src\/metrics\/oncePer)/.test(request.contextInfo.issuer)) {
      request.request = path.join(root, 'tests/mutation/oncePerMutant');
    }
  }),
]);
