import { rspack } from '@rspack/core';

/**
 * The preview page's bundle.
 * @param {{ context: string, output: string }} folders where the sources are found, so that packages are looked up from
 * there, and where the bundle goes
 * @returns {import('@rspack/core').Configuration}
 */
export const configFor = ({ context, output }) => ({
  context,
  mode: 'production',
  devtool: false,
  // boot.ts comes first: @grafana/runtime reads window.grafanaBootData while it is being evaluated.
  entry: { preview: ['./boot.ts', './main.tsx'] },
  output: {
    path: output,
    publicPath: '/build/',
    filename: '[name].js',
    chunkFilename: '[name].[contenthash:8].js',
    clean: true,
  },
  resolve: {
    extensions: ['.ts', '.tsx', '.js', '.mjs'],
    // The sources of other hosts are links to the same files: packages belong to where the link is.
    symlinks: false,
    // The code editor: large, and no part of a panel in a dashboard.
    alias: { 'monaco-editor': false },
    fallback: { fs: false, path: false, stream: false },
  },
  module: {
    rules: [
      { test: /\.m?js$/, include: /node_modules/, type: 'javascript/auto', resolve: { fullySpecified: false } },
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: 'builtin:swc-loader',
        options: { jsc: { parser: { syntax: 'typescript', tsx: true }, target: 'es2022' } },
        type: 'javascript/auto',
      },
      { test: /\.css$/, type: 'css' },
      { test: /\.(svg|png|woff2?)$/, type: 'asset/resource' },
    ],
  },
  plugins: [
    // SystemJS's AMD extra puts a global `define` there for plugins; UMD libraries in this bundle must not find it.
    new rspack.DefinePlugin({ define: 'undefined', 'typeof define': '"undefined"' }),
  ],
  experiments: { css: true },
  optimization: { minimize: true },
  performance: { hints: false },
  stats: 'errors-warnings',
});
