/** Mutation tests of the core (npm run mutate). @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: ['src/{composition,diagnosis}/**/*.ts', '!src/**/*.test.ts', '!src/**/*.gen.ts'],
  testRunner: 'jest',
  jest: { projectType: 'custom', configFile: 'tests/mutation/jest.config.js', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  buildCommand: 'node tests/mutation/bundle.mjs',
  // What was tried is kept, so that a cut run goes on, and the next one tries what changed.
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
