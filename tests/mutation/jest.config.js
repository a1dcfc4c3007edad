const base = require('../../jest.config');

/** The tests that tests/mutation/bundle.mjs has made one file of. */
module.exports = {
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/mutation/all.test.js'],
  testEnvironment: 'node',
  sandboxInjectedGlobals: base.sandboxInjectedGlobals,
  transform: {},
};
