// Composes and diagnoses recordings on the command line (npm run diagnose -- PATH...).
import { run, runMain } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';

await runMain(async () => {
  await ensureInstalled();
  // Paths are the caller's, relative to where npm was started.
  const args = ['--import', 'tsx', 'src/cli/diagnose.ts', ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { mayFail: true });
  process.exitCode = code;
});
