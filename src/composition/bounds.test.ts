import { MiB } from '../metrics/units';
import {
  cacheOf,
  countsUntouched,
  excessOf,
  freedCeilingOf,
  freedFloorOf,
  freedOf,
  pageCacheOf,
  residentOf,
  unexplainedOf,
  workingSetOf,
} from './bounds';

describe('accounts', () => {
  it('keep rss and cache within usage', () => {
    expect([residentOf(70, 100), cacheOf(20, 100, 70)]).toEqual([70, 20]);
    expect([residentOf(130, 100), cacheOf(50, 100, 100)]).toEqual([100, 0]);
    expect(cacheOf(50, 100, 90)).toBe(10);
  });
  it('keep working set within usage, and do not trust one of 0, which is a clamp', () => {
    expect([workingSetOf(40, 100), workingSetOf(140, 100)]).toEqual([40, 100]);
    expect([workingSetOf(0, 100), workingSetOf(NaN, 100)]).toEqual([NaN, NaN]);
  });
});

describe('file-list excess', () => {
  it('is what lies outside of working set and is no cache, within what is resident', () => {
    expect(excessOf(60, 70, 20, NaN)).toBe(40);
    expect(excessOf(60, 30, 20, NaN)).toBe(30);
    expect(excessOf(10, 70, 20, NaN)).toBe(0);
  });
  it('uses the tighter file lists where both exist, up to what lies outside of working set', () => {
    expect(excessOf(40, 70, 20, 55)).toBe(35);
    expect(excessOf(40, 70, 20, 80)).toBe(40);
    expect(excessOf(40, 70, 20, 30)).toBe(20);
  });
  it('is unknown without working set', () => expect(excessOf(NaN, 70, 20, 55)).toBeNaN());
});

describe('lazily freed', () => {
  const [excess, outside, resident] = [754, 754, 840];
  it('is the least of excess, rss - retained and released heap', () => {
    expect(freedOf(excess, 452, 442)).toBe(442);
    expect(freedOf(excess, 100, 442)).toBe(100);
    expect(freedOf(90, 452, 442)).toBe(90);
    expect(freedOf(excess, 452, -660)).toBe(0);
  });
  it('leaves out what is not known, and is the excess without Go', () => {
    expect(freedOf(excess, 452, NaN)).toBe(452);
    expect(freedOf(excess, NaN, NaN)).toBe(754);
    expect(freedOf(NaN, 1, 1)).toBeNaN();
  });
  it('has a floor of what Go does not keep, which is never above it', () => {
    expect(freedFloorOf(442, excess, 398)).toBe(356);
    expect(freedFloorOf(100, excess, 398)).toBe(100);
    expect(freedFloorOf(442, excess, 900)).toBe(0);
    expect([freedFloorOf(754, excess, NaN), freedFloorOf(NaN, NaN, NaN)]).toEqual([0, NaN]);
  });
  it('has a ceiling of what the kernel could hide, which is never below it', () => {
    expect(freedCeilingOf(442, outside, resident, 452)).toBe(452);
    expect(freedCeilingOf(442, outside, 100, 452)).toBe(442);
    expect(freedCeilingOf(0, outside, resident, NaN)).toBe(754);
    expect(freedCeilingOf(NaN, NaN, resident, 452)).toBeNaN();
  });
});

it('takes for page cache what lies outside of working set and is not lazily freed', () => {
  expect(pageCacheOf(60, 40, 30)).toBe(20);
  expect(pageCacheOf(60, 0, 30)).toBe(30);
  expect(pageCacheOf(60, 80, 30)).toBe(0);
  expect(pageCacheOf(NaN, 0, 30)).toBe(0);
});

it('explains beside Go what was not freed by another allocator, and nothing where no working set tells', () => {
  expect(unexplainedOf(true, 20, 50)).toBe(20);
  expect(unexplainedOf(true, 70, 50)).toBe(50);
  expect([unexplainedOf(true, -5, 50), unexplainedOf(true, NaN, 50)]).toEqual([0, 0]);
  expect(unexplainedOf(false, 20, 50)).toBe(50);
});

it('takes more than 64 MiB and more than a tenth beyond what is resident for untouched', () => {
  expect(countsUntouched(100 * MiB, 36 * MiB)).toBe(false);
  expect(countsUntouched(100 * MiB, 35 * MiB)).toBe(true);
  expect(countsUntouched(1000 * MiB, 900 * MiB)).toBe(false);
  expect(countsUntouched(1000 * MiB, 899 * MiB)).toBe(true);
});
