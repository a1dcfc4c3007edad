// Runs every test suite, or those named (npm test, npm run test:browser, ...). With --thorough, so do the unit tests
// that take longest (*.thorough.test.ts); with --compat, the browser tests run on other Grafana generations too; with
// --lab, the incident is run natively, which needs Go. The end-to-end tests run where a Grafana is at hand.
import { SetupError, runMain } from './lib/run.mjs';
import { ensureInstalled } from './lib/setup.mjs';
import { e2e, grafanaAtHand } from './suites/e2e.mjs';
import {
  browser,
  compatSuites,
  dashboards,
  lab,
  prometheus,
  rules,
  stack,
  thoroughBrowser,
} from './suites/nodeTests.mjs';
import { build, grafanas, lint, structure, typecheck } from './suites/tools.mjs';
import { thoroughUnit, unit } from './suites/unit.mjs';

const suites = [
  lint,
  typecheck,
  build,
  structure,
  unit,
  browser,
  prometheus,
  rules,
  dashboards,
  stack,
  grafanas,
  ...(grafanaAtHand ? [e2e] : []),
];

/** Suites that are not part of `npm test`. @type {Record<string, import('./suites/tools.mjs').Suite[]>} */
const more = { '--thorough': [thoroughUnit], '--compat': compatSuites, '--lab': [lab] };

/** @param {string[]} args */
function choose(args) {
  const names = args.filter((arg) => !(arg in more));
  const added = args.flatMap((arg) => more[arg] ?? []);
  const all = [...new Set([...suites, e2e]), thoroughBrowser, ...Object.values(more).flat()];
  const unknown = names.find((name) => !all.some((suite) => suite.name === name));
  if (unknown !== undefined) {
    throw new SetupError(`There is no suite "${unknown}"; there are ${all.map(({ name }) => name).join(', ')}.`);
  }
  return [...(names.length > 0 ? all.filter(({ name }) => names.includes(name)) : suites), ...added];
}

/**
 * A suite that cannot run, or that runs no test at all, has failed.
 * @param {import('./suites/tools.mjs').Suite} suite
 */
async function runSuite(suite) {
  console.log(`\n=== ${suite.name} ===`);
  const startedAt = Date.now();
  const counts = await suite.run().catch((error) => {
    console.error(error instanceof SetupError ? error.message : error);
    return { passed: 0, failed: 1 };
  });
  if (counts.passed + counts.failed === 0) {
    console.error(`The suite "${suite.name}" ran no test.`);
    counts.failed = 1;
  }
  return { suite: suite.name, ...counts, seconds: Math.round((Date.now() - startedAt) / 100) / 10 };
}

/** Runs two suites at a time, in order. @param {import('./suites/tools.mjs').Suite[]} queue */
async function inPairs(queue) {
  const left = [...queue];
  /** @type {Array<Awaited<ReturnType<typeof runSuite>>>} */
  const results = [];
  const work = async () => {
    for (let suite = left.shift(); suite; suite = left.shift()) {
      results.push(await runSuite(suite));
    }
  };
  await Promise.all([work(), work()]);
  return results;
}

await runMain(async () => {
  const chosen = choose(process.argv.slice(2));
  await ensureInstalled();
  for (const { prepare } of chosen) {
    // What fails here fails again, and is told, when the suite needs it.
    prepare?.().catch(() => undefined);
  }
  const results = await inPairs(chosen.filter(({ takesOneCore }) => takesOneCore));
  const waiting = [];
  for (const suite of chosen.filter(({ takesOneCore }) => !takesOneCore)) {
    const result = runSuite(suite);
    if (suite.mostlyWaits) {
      waiting.push(result);
    } else {
      results.push(await result);
    }
  }
  results.push(...(await Promise.all(waiting)));
  const sum = (/** @type {'passed' | 'failed'} */ key) => results.reduce((total, result) => total + result[key], 0);
  console.log();
  for (const { suite, passed, failed, seconds } of results) {
    console.log(
      `${suite.padEnd(16)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(1).padStart(7)} s`
    );
  }
  if (!chosen.includes(e2e) && chosen.length >= suites.length) {
    console.log('e2e              not run: no Grafana is named in GRAFANA_URL, nor a server in GRAFANA_HOME');
  }
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
});
