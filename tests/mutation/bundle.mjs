// Makes one file of the core and its tests, which a process loads once and tries mutant after mutant with.
// Stryker runs this in its copy of the sources, when the mutants are in them.
import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { NormalModuleReplacementPlugin, rspack } from '@rspack/core';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = path.join(root, 'tests/mutation');
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

const entry = path.join(folder, 'all.js');
// By name, since tests of two files may be called the same.
const of = (/** @type {string} */ file) => `describe('${file}', function () {
  this.timeout(0);
  require('../../${file}');
});
`;
writeFileSync(entry, `require('./globals');\n${files.map(of).join('')}`);

const compiler = rspack({
  mode: 'none',
  target: 'node20',
  context: root,
  entry,
  output: { path: folder, filename: 'all.test.js' },
  resolve: { extensions: ['.ts', '.tsx', '.js', '.json'] },
  externalsType: 'commonjs',
  externals: [/^(@grafana|react|lodash|rxjs|expect|jest-each)/],
  plugins: [
    new NormalModuleReplacementPlugin(/\/oncePer$/, (request) => {
      if (!/\/(tests\/mutation|src\/metrics\/oncePer)/.test(request.contextInfo.issuer)) {
        request.request = path.join(folder, 'oncePerMutant');
      }
    }),
  ],
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
