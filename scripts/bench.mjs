// Measures the panel against Grafana's own ways on this machine (npm run bench -- [--json FILE]).
import { bundle } from './lib/bundle.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { run, runMain } from './lib/run.mjs';
import { ensureInstalled, ensurePluginBuilt, ensurePreviewBuilt } from './lib/setup.mjs';

await runMain(async () => {
  await ensureInstalled();
  await ensurePluginBuilt();
  await ensurePreviewBuilt();
  const program = 'node_modules/.cache/bench/main.js';
  await bundle('bench/speed/main.ts', program);
  const { code } = await run(process.execPath, [program, ...process.argv.slice(2)], {
    mayFail: true,
    env: { CHROMIUM_PATH: await ensureChromium() },
  });
  process.exitCode = code;
});
