import { measureSizing, outcomeOf, type SizedRow } from './table';

const rows = measureSizing();
const healthy = rows.filter(({ nature }) => nature === 'healthy');
const lazy = rows.filter(({ nature }) => nature === 'lazily freed');
const nameOf = ({ recording, container }: SizedRow): string => `${recording} ${container}`;

it('sizes most of what is healthy', () => {
  expect(healthy.length).toBeGreaterThanOrEqual(25);
  expect(healthy.filter(({ limit }) => limit === null).length).toBeLessThanOrEqual(1);
});

it('recommends no limit that the true need of the second half of a healthy life reaches', () => {
  expect(healthy.filter(({ limit, peak }) => limit !== null && limit <= peak).map(nameOf)).toEqual([]);
});

it('recommends of lazily freed memory within 10 % of what the truth would', () => {
  expect(lazy.length).toBeGreaterThanOrEqual(25);
  const off = lazy.filter(
    ({ limit, byTruth }) => (limit === null) !== (byTruth === null) || Math.abs((limit ?? 1) / (byTruth ?? 1) - 1) > 0.1
  );
  expect(off.map(nameOf)).toEqual([]);
});

it('is reached in fewer containers than the largest working set and 15 %', () => {
  const [own, common] = [outcomeOf(rows, ({ limit }) => limit), outcomeOf(rows, (row) => row.common)];
  expect(own.killed).toBeLessThanOrEqual(2);
  expect(common.killed).toBeGreaterThanOrEqual(10);
});

it('has GOMEMLIMIT below the limit, and the request not above it', () => {
  for (const { limit, request, goMemLimit } of rows) {
    expect(goMemLimit ?? 0).toBeLessThan(limit ?? Infinity);
    expect(request ?? 0).toBeLessThanOrEqual(limit ?? Infinity);
  }
});
