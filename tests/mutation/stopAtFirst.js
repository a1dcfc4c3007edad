/** Lets the tests after one that failed pass at once: that one tells all, and Jest stops at files only. */
let hasFailed = false;

const stopping = (run) =>
  async function (...args) {
    if (!hasFailed) {
      try {
        await run.apply(this, args);
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  };

const wrapped = (original) => {
  const test = (name, run, timeout) => original(name, stopping(run), timeout);
  test.each = (table) => (name, run, timeout) => original.each(table)(name, stopping(run), timeout);
  return test;
};

globalThis.it = wrapped(globalThis.it);
globalThis.test = globalThis.it;
