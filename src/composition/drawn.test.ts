import { composition } from '../../tests/fixtures/panel/fixture';
import { drawnSamples, medianDrawn, runAt } from './drawn';

const made = composition({
  layers: { kernel: [1, NaN, 3, 4, 5] },
  instances: [{ end: 2 }, { start: 3, end: 5 }],
});

it('names the samples that are drawn', () => expect(drawnSamples(made)).toEqual([0, 2, 3, 4]));

it('knows the median of what is known at drawn samples', () => {
  expect(medianDrawn(made, (i) => [10, 1, 40, 20, 50][i])).toBe(30);
  expect(medianDrawn(made, (i) => [10, 1, NaN, 20, Infinity][i])).toBe(15);
  expect(medianDrawn(made, () => NaN)).toBeNaN();
});

it('finds the run of a sample, which may have none', () => {
  expect([0, 1, 2, 3, 4, 5].map((i) => made.instances.findIndex((run) => run === runAt(made, i)))).toEqual([
    0, 0, -1, 1, 1, -1,
  ]);
});
