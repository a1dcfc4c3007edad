// Runs the property tests with so many runs in all (npm run fuzz -- 5000000), from another seed each time, and says
// how many there were. In parts, so that what was done counts when it is cut. FUZZ_SEED repeats a part.
import { readdirSync } from 'node:fs';

import { SetupError, root, runMain, runPackage } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';

/** So many runs take a few minutes on two cores. */
const part = 500_000;

/** The longest file by itself, beside the others. */
const [first, ...others] = ['src', 'cli']
  .flatMap((room) =>
    readdirSync(`${root}/${room}`, { recursive: true, encoding: 'utf8' }).map((file) => `${room}/${file}`)
  )
  .filter((file) => file.endsWith('.property.test.ts'))
  .sort((a, b) => Number(b === 'src/prepare.property.test.ts') - Number(a === 'src/prepare.property.test.ts'));

/** Bundles of tests that run beside each other, paths from the top of the project. */
const bundles = { 'artifacts/fuzz/first.js': [first], 'artifacts/fuzz/others.js': others };

/** Whether the properties hold in so many runs. @param {number} seed @param {number} runs */
async function hold(seed, runs) {
  const results = await Promise.all(
    Object.keys(bundles).map((bundle) =>
      runPackage('mocha/bin/mocha.js', ['--no-config', '--no-package', '--exit', bundle], {
        env: { FUZZ_RUNS: String(runs), FUZZ_SEED: String(seed) },
        quiet: true,
        mayFail: true,
      })
    )
  );
  results.filter(({ code }) => code !== 0).forEach(({ stdout, stderr }) => console.error(stdout, stderr));
  return results.every(({ code }) => code === 0);
}

await runMain(async () => {
  const wanted = Number(process.argv[2] ?? part);
  if (!(wanted >= 1)) {
    throw new SetupError('usage: npm run fuzz -- [RUNS]');
  }
  await ensureInstalled();
  const { bundleTests } = await import('../tests/mocha/bundle.mjs');
  for (const [bundle, files] of Object.entries(bundles)) {
    await bundleTests(bundle, files);
  }
  let seed = Number(process.env.FUZZ_SEED ?? Date.now() % 2 ** 31);
  for (let done = 0; done < wanted && !process.exitCode; seed++) {
    const runs = Math.min(part, wanted - done);
    const isFaultless = await hold(seed, runs);
    process.exitCode = isFaultless ? 0 : 1;
    done += runs;
    console.log(`${new Date().toISOString()} seed ${seed}: ${isFaultless ? 'no fault' : 'FAULT'}; ${done} runs`);
  }
});
