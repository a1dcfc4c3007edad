// Runs the property tests with so many runs in all (npm run fuzz -- 5000000), from another seed each time, and says
// how many there were. In parts, so that what was done counts when it is cut. FUZZ_SEED repeats a run.
import { SetupError, runMain, runPackage } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';

/** So many runs take a few minutes on two cores. */
const part = 200_000;

await runMain(async () => {
  const wanted = Number(process.argv[2] ?? part);
  if (!(wanted >= 1)) {
    throw new SetupError('usage: npm run fuzz -- [RUNS]');
  }
  await ensureInstalled();
  const first = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  let done = 0;
  for (let seed = first; done < wanted && !process.exitCode; seed++) {
    const runs = Math.min(part, wanted - done);
    const { code, stderr } = await runPackage('jest/bin/jest.js', ['--ci', '--maxWorkers=2', 'property'], {
      env: { FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) },
      quiet: true,
      mayFail: true,
    });
    if (code !== 0) {
      console.error(stderr);
      process.exitCode = 1;
    }
    done += runs;
    console.log(`${new Date().toISOString()} seed ${seed}: ${code === 0 ? 'no fault' : 'FAULT'}; ${done} runs`);
  }
});
