import { ThresholdsMode } from '@grafana/data';

import { levelsOf } from './thresholds';

const steps = [
  { value: -Infinity, color: 'green' },
  { value: 50, color: 'orange' },
  { value: 80, color: 'red' },
];

describe('levelsOf', () => {
  it('takes absolute steps as they are', () => {
    expect(levelsOf({ mode: ThresholdsMode.Absolute, steps }, 0, 100)).toEqual([
      { color: 'green', from: -Infinity, to: 50 },
      { color: 'orange', from: 50, to: 80 },
      { color: 'red', from: 80, to: Infinity },
    ]);
  });

  it('takes percentages of the axis', () => {
    expect(levelsOf({ mode: ThresholdsMode.Percentage, steps }, 100, 300).map(({ from }) => from)).toEqual([
      -Infinity,
      200,
      260,
    ]);
  });

  it('leaves out what is beyond the axis', () => {
    expect(levelsOf({ mode: ThresholdsMode.Absolute, steps }, 0, 40).map(({ color }) => color)).toEqual(['green']);
    expect(levelsOf({ mode: ThresholdsMode.Absolute, steps }, 90, 100).map(({ color }) => color)).toEqual(['red']);
  });

  it('reads a base that was stored as nothing', () => {
    const stored = [{ ...steps[0], value: JSON.parse('null') }, steps[1]];
    expect(levelsOf({ mode: ThresholdsMode.Absolute, steps: stored }, -10, 100)[0].from).toBe(-Infinity);
  });
});
