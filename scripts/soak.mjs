// Refreshes the panel in a browser for half an hour, or for so many seconds (npm run soak -- [SECONDS]): for every
// night. npm test does the same for a minute.
import path from 'node:path';

import { ensureChromium } from './lib/chromium.mjs';
import { SetupError, root, run, runMain } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';
import { ensureBuilt } from './suites/tools.mjs';

await runMain(async () => {
  const seconds = Number(process.argv[2] ?? 1800);
  if (!(seconds >= 20)) {
    throw new SetupError('usage: npm run soak -- [SECONDS], at least 20');
  }
  await ensureInstalled();
  await ensureBuilt();
  const { code } = await run(
    process.execPath,
    ['--import', 'tsx', '--test', path.join(root, 'tests/browser/soak.test.ts')],
    { mayFail: true, env: { CHROMIUM_PATH: await ensureChromium(), SOAK_SECONDS: String(seconds) } }
  );
  process.exitCode = code;
});
