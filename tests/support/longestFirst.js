const Sequencer = require('@jest/test-sequencer').default;

/** On a fresh machine Jest begins with the largest files; these take longest, and would keep one core waiting. */
const long = /\/(tests\/accuracy|generate)\/|\.property\./;

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => Number(long.test(b.path)) - Number(long.test(a.path)));
  }
};
