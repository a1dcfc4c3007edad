// Measures what the rules cost at 1,000 and 10,000 containers, and writes it into docs/scale.md.
import { ensurePrometheus } from './lib/prometheus.mjs';
import { run, runMain } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';

await runMain(async () => {
  await ensureInstalled();
  const { prometheus } = await ensurePrometheus();
  const args = ['--import', 'tsx', 'bench/rules/main.ts', '--prometheus', prometheus, ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { mayFail: true });
  process.exitCode = code;
});
