// Bundles the preview page (npm run build:preview), for the Grafana version named or the plugin's own.
import { rspack } from '@rspack/core';

import { configFor } from '../preview/rspack.config.mjs';
import { foldersOf, linkSources } from './lib/hosts.mjs';

const host = process.argv[2];
linkSources(host);
const compiler = rspack(configFor(foldersOf(host)));

compiler.run((error, stats) => {
  if (error || !stats || stats.hasErrors()) {
    console.error(error ?? stats?.toString('errors-only'));
    process.exitCode = 1;
  } else {
    const { time, assets = [] } = stats.toJson({ assets: true });
    const bytes = assets.reduce((sum, asset) => sum + asset.size, 0);
    console.log(`Preview bundled in ${((time ?? 0) / 1000).toFixed(1)} s, ${(bytes / 2 ** 20).toFixed(1)} MiB`);
  }
  compiler.close(() => undefined);
});
