/** Mutation tests of the core (npm run mutate). @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  testRunner: 'mocha',
  mochaOptions: { spec: ['tests/mutation/all.test.js'], 'no-config': true, 'no-package': true },
  coverageAnalysis: 'perTest',
  buildCommand: 'node tests/mutation/bundle.mjs',
  incremental: true,
  incrementalFile: 'artifacts/mutation/incremental.json',
  tempDirName: 'artifacts/mutation/sandbox',
  ignorePatterns: ['/dist', '/lab', '/sample-service', '/preview', '/provisioning', '/artifacts'],
  reporters: ['clear-text', 'progress-append-only', 'json'],
  jsonReporter: { fileName: 'artifacts/mutation/mutation.json' },
  clearTextReporter: { logTests: false, reportTests: false },
  allowConsoleColors: false,
  concurrency: 2,
  timeoutMS: 5000,
};
