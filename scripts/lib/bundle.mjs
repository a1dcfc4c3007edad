import path from 'node:path';
import { rspack } from '@rspack/core';

import { root } from './run.mjs';

/**
 * Bundles a program of this repository for Node as webpack bundles the plugin: compiled for the same target, all of its
 * modules in one scope. What runs each module by itself, as tsx does, makes calls between them up to twice as slow.
 * @param {string} entry below the root
 * @param {string} file where the bundle goes, below the root
 * @returns {Promise<void>}
 */
export function bundle(entry, file) {
  const compiler = rspack({
    context: root,
    mode: 'production',
    target: 'node20',
    devtool: false,
    entry: `./${entry}`,
    output: { path: path.join(root, path.dirname(file)), filename: path.basename(file) },
    resolve: { extensions: ['.ts', '.js', '.mjs'] },
    module: {
      // `new URL(...)` of a module's place stays what it is: no file is copied.
      parser: { javascript: { url: false } },
      rules: [
        {
          test: /\.ts$/,
          loader: 'builtin:swc-loader',
          options: { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } },
        },
      ],
    },
    externals: [/^(jsdom|playwright-core)$/],
    externalsType: 'commonjs',
    // Files beside a module are read from where its source is, below the root that the program runs in.
    node: { __dirname: true },
    // Names are of use in profiles.
    optimization: { minimize: false },
  });
  return new Promise((resolve, reject) => {
    compiler.run((error, stats) => {
      compiler.close(() => undefined);
      if (error || !stats || stats.hasErrors()) {
        reject(error ?? new Error(stats?.toString('errors-only')));
      } else {
        resolve();
      }
    });
  });
}
