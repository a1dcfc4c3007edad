// Measures the panel against Grafana's own ways on this machine (npm run bench -- [--json FILE]).
import { ensureChromium } from './lib/chromium.mjs';
import { run, runMain } from './lib/run.mjs';
import { ensureInstalled, ensurePluginBuilt, ensurePreviewBuilt } from './lib/setup.mjs';

await runMain(async () => {
  await ensureInstalled();
  await ensurePluginBuilt();
  await ensurePreviewBuilt();
  const { code } = await run(process.execPath, ['--import', 'tsx', 'bench/speed/main.ts', ...process.argv.slice(2)], {
    mayFail: true,
    env: { CHROMIUM_PATH: await ensureChromium() },
  });
  process.exitCode = code;
});
