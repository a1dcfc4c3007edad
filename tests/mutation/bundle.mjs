// Makes one file of the core and its tests: a mutant is tried in a second, where Jest would load a hundred files again.
// Stryker runs this in its copy of the sources, when the mutants are in them.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { rspack } from '@rspack/core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, 'tests/mutation');
const rooms = ['composition', 'diagnosis', 'metrics', 'workloads', 'sizing'];

/** What is drawn, and what takes seconds by itself, would be run for nearly every mutant. */
const slow = /(\.property|manySamples)\.test\.ts$/;

const ofCore = rooms
  .flatMap((room) =>
    readdirSync(path.join(root, 'src', room), { recursive: true, encoding: 'utf8' }).map(
      (file) => `src/${room}/${file}`
    )
  )
  .filter((file) => file.endsWith('.test.ts') && !slow.test(file));
const files = [...ofCore, 'tests/mutation/reported.ts'];

const entry = path.join(folder, 'all.js');
// By name, since tests of two files may be called the same.
const of = (/** @type {string} */ file) => `describe('${file}', () => void require('../../${file}'));\n`;
writeFileSync(entry, `require('./stopAtFirst');\n${files.map(of).join('')}`);

const compiler = rspack({
  mode: 'none',
  target: 'node20',
  context: root,
  entry,
  output: { path: folder, filename: 'all.test.js' },
  resolve: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  externals: [/^(@grafana|react|lodash|rxjs)/],
  node: { __dirname: false, __filename: false },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        loader: 'builtin:swc-loader',
        options: { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' } },
        type: 'javascript/auto',
      },
    ],
  },
});

compiler.run((error, stats) => {
  const failed = error ?? (stats?.hasErrors() ? stats.toString({ all: false, errors: true }) : null);
  if (failed) {
    console.error(failed);
    process.exitCode = 1;
  }
  compiler.close(() => undefined);
});
