import { causes } from './causes';
import { runCause } from './run';

/** A sample of the full set, which `npm run synthetic` runs with 200 cases a cause. */
const sample = 5;

describe.each(causes.map((cause) => ({ cause, name: cause.name })))('$name', ({ cause }) => {
  const { missed, accused } = runCause(cause, sample, 5);

  it(cause.expected.length > 0 ? `is told as ${cause.expected.join(' and ')}` : 'is no finding', () => {
    expect(missed).toEqual([]);
  });

  it('accuses nothing else', () => {
    expect(accused).toEqual([]);
  });
});
