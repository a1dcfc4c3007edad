// Runs the incident natively and shows the panel on it live, or records it (npm run lab).
import { ensurePrometheus } from './lib/prometheus.mjs';
import { run, runMain } from './lib/run.mjs';
import { ensureInstalled, ensurePluginBuilt, ensurePreviewBuilt } from './lib/setup.mjs';

await runMain(async () => {
  await ensureInstalled();
  await ensurePluginBuilt();
  await ensurePreviewBuilt();
  const { prometheus } = await ensurePrometheus();
  // The lab stops what it started, so an interrupt is its to answer.
  process.on('SIGINT', () => undefined);
  const args = ['--import', 'tsx', 'lab/main.ts', ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { mayFail: true, env: { PROMETHEUS_PATH: prometheus } });
  process.exitCode = code;
});
