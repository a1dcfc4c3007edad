// What tests for Jest take from it, under Mocha.
const { expect } = require('expect');
const { bind } = require('jest-each');

const { describe, it, before, beforeEach, after, afterEach } = globalThis;

describe.each = bind(describe);
it.each = bind(it);
Object.assign(globalThis, { expect, test: it, beforeAll: before, afterAll: after, beforeEach, afterEach });

// Once before the tests of each mutant: what was computed by the one before is nothing to go by.
globalThis.mutantsTried = 0;
before(() => {
  globalThis.mutantsTried++;
});
