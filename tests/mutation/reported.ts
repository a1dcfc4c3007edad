import { statSync } from 'node:fs';

import { inputOf, reportedCases, tell } from '../accuracy/reported';
import { keptOf, pageOf } from '../accuracy/said';

/** Bytes of an input: these are four in ten of the cases, and take a fifth of the time of all. */
const small = 50 * 1024;

describe('small reported cases', () => {
  it.each(reportedCases().filter((name) => statSync(inputOf(name)).size < small))('%s', (name) => {
    expect(pageOf(name, tell(name))).toBe(keptOf(name));
  });
});
