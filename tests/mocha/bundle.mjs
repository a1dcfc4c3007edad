// Makes one file of tests that are written for Jest, to be run by Mocha: the core computes faster without Jest's
// sandbox, and one process can run them again and again.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { rspack } from '@rspack/core';

const root = fileURLToPath(new URL('../..', import.meta.url));

// By name, since tests of two files may be called the same.
const suiteOf = (/** @type {string} */ file) => `describe(${JSON.stringify(file)}, function () {
  this.timeout(0);
  require(${JSON.stringify(path.join(root, file))});
});
`;

/**
 * Writes the tests of the files, paths from the top of the project, into one; rejects where they cannot be compiled.
 * @param {string} output path from the top of the project
 * @param {string[]} files
 * @param {import('@rspack/core').Plugins} [plugins]
 */
export function bundleTests(output, files, plugins = []) {
  const { dir: folder, base: filename, name } = path.parse(path.join(root, output));
  const entry = path.join(folder, `${name}.entry.js`);
  mkdirSync(folder, { recursive: true });
  const globals = JSON.stringify(path.join(root, 'tests/mocha/globals'));
  writeFileSync(entry, `require(${globals});\n${files.map(suiteOf).join('')}`);
  const compiler = rspack({
    mode: 'none',
    target: 'node20',
    context: root,
    entry,
    output: { path: folder, filename },
    resolve: { extensions: ['.ts', '.tsx', '.js', '.json'] },
    externalsType: 'commonjs',
    externals: [/^(@grafana|react|lodash|rxjs|expect|jest-each|fast-check)/],
    plugins,
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
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      const failed = error ?? (stats?.hasErrors() ? new Error(stats.toString({ all: false, errors: true })) : null);
      compiler.close(() => (failed ? reject(failed) : resolve(undefined)));
    });
  });
}
