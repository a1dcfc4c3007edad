import { measureGrowth } from './growthTable';
import { rampScenes, stepInLoadScenes, stepScenes } from './ramps';

/** A sample of the set, which `npm run growth` runs with 200 cases a kind. */
const sample = 12;
/** Stairs of many hours are the only fills that are accused: four in 1,800. */
const mostAccused = 1;

const measured = (isGrowth: boolean) =>
  rampScenes.filter(({ truth }) => (truth !== null) === isGrowth).map((kind) => measureGrowth(kind, sample));

it('accuses no rise that ended hours ago, and tells most of them', () => {
  const fills = measured(false);
  expect(fills.reduce((sum, { warned }) => sum + warned, 0)).toBeLessThanOrEqual(mostAccused);
  expect(fills.filter(({ told }) => told < sample / 2)).toEqual([]);
});

it('warns of leaks that go on, be they slower at night or by and by', () => {
  expect(measured(true).filter(({ warned }) => warned < sample)).toEqual([]);
});

it('accuses no steps beside the load of a day, be they days ago or hours', () => {
  const told = [...stepScenes, ...stepInLoadScenes].map((kind) => measureGrowth(kind, 4 * sample));
  expect(told.filter(({ warned }) => warned > 0)).toEqual([]);
});
