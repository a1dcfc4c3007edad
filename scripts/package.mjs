// Makes the archive for Grafana's catalogue out of dist/, which is built first where it is missing or older than its
// sources (npm run package). A signed dist/ is packed as it is.
import path from 'node:path';

import { packPlugin } from './lib/archive.mjs';
import { root, runMain } from './lib/run.mjs';
import { ensureInstalled, ensurePluginBuilt } from './lib/setup.mjs';

await runMain(async () => {
  await ensureInstalled();
  await ensurePluginBuilt();
  const { file, sha256 } = packPlugin();
  console.log(`${sha256}  ${path.relative(root, file)}`);
});
