import { statSync } from 'node:fs';

import { inputOf, reportedCases, tell } from '../accuracy/reported';
import { keptOf, pageOf } from '../accuracy/said';

/** Bytes of an input. What is larger takes most of the time, and reaches hardly any line that these do not. */
const small = 50 * 1024;

describe('small reported cases', () => {
  it.each(reportedCases().filter((name) => statSync(inputOf(name)).size < small))('%s', (name) => {
    expect(pageOf(name, tell(name))).toBe(keptOf(name));
  });
});
