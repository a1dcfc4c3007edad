// Bundles the preview page (npm run build:preview).
import { rspack } from '@rspack/core';

import config from '../preview/rspack.config.mjs';

const compiler = rspack(config);

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
