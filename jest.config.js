// force timezone to UTC to allow tests to work regardless of local timezone
// generally used by snapshots, but can affect specific tests
process.env.TZ = 'UTC';

const scaffold = require('./.config/jest.config');
const { grafanaESModules, nodeModulesToTransform } = require('./.config/jest/utils');

const shared = {
  ...scaffold,
  // In the sandbox of a test, looking up a global costs more than most of what the core does with it.
  sandboxInjectedGlobals: ['Array', 'Float64Array', 'Map', 'Math', 'Number', 'Object', 'Set', 'String', 'Uint8Array'],
  // Packages of other Grafana versions for the compatibility tests, and links back to the sources.
  modulePathIgnorePatterns: ['<rootDir>/preview/hosts/'],
  // Its entry for browsers, which jsdom asks for, is an ES module.
  moduleNameMapper: { ...scaffold.moduleNameMapper, '^yaml$': require.resolve('yaml') },
  // d3-color's entry is an .mjs file, which the scaffold's pattern leaves out.
  transform: { '^.+\\.m?[tj]sx?$': Object.values(scaffold.transform)[0] },
  transformIgnorePatterns: [nodeModulesToTransform([...grafanaESModules, '@react-hookz', '@ver0'])],
};

/** Folders of the pure core. */
const core = 'src/{metrics,workloads,composition,diagnosis,sizing}/**';
/** The tests of tests/ that run on node:test need a browser or a Prometheus and are no part of this. */
const around = ['bench', 'cli', 'docs', 'generate', 'rules', 'tests/accuracy'].map((room) => `${room}/**`);
const testsIn = (...rooms) => rooms.map((room) => `<rootDir>/${room}/*.test.{ts,tsx}`);
const ofCore = testsIn('src', core);

module.exports = {
  projects: [
    {
      ...shared,
      displayName: 'core',
      testMatch: [...ofCore, ...testsIn(...around)],
      // Nothing there knows of a document, and making one takes longer than most of these tests.
      testEnvironment: 'node',
      setupFilesAfterEnv: [],
    },
    {
      ...shared,
      displayName: 'panel',
      // All else of src, whatever folders are added. Jest puts <rootDir> in at the beginning of a pattern alone.
      testMatch: [...testsIn('src/**'), ...ofCore.map((glob) => glob.replace('<rootDir>', '!**'))],
    },
  ],
  // The pure core, for npm run coverage.
  collectCoverageFrom: [`${core}/*.ts`, 'src/prepare.ts', '!**/*.test.ts', '!**/*.gen.ts'],
  coverageThreshold: { global: { lines: 98, branches: 95 } },
  coverageReporters: ['text'],
};
