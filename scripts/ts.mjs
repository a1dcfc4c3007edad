// Runs a TypeScript program of this repository (npm run diagnose, accuracy, generate).
import { run, runMain } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';

await runMain(async () => {
  await ensureInstalled();
  const { code } = await run(process.execPath, ['--import', 'tsx', ...process.argv.slice(2)], { mayFail: true });
  process.exitCode = code;
});
