import { MiB } from '../metrics/units';
import { hasUntouchedBallast } from './untouchedBallast';

const columnsOf = (rows: ReadonlyArray<readonly [usage: number, rss: number, cache: number]>) => {
  const [usage, rss, cache] = [0, 1, 2].map((at) => Float64Array.from(rows, (row) => row[at]));
  return { usage, rss, cache };
};
const whole = ({ usage }: { usage: Float64Array }) => ({ start: 0, end: usage.length });

describe('hasUntouchedBallast', () => {
  /** Go counts 1,000 MiB of which so many are resident, one number a sample. */
  const counts = (resident: number[], retained = resident.map(() => 1000)) => {
    const accounts = columnsOf(resident.map((mib) => [2000 * MiB, mib * MiB, 0]));
    return hasUntouchedBallast(
      accounts,
      Float64Array.from(retained, (mib) => mib * MiB),
      whole(accounts)
    );
  };
  const samples = (count: number, mib: number) => Array.from({ length: count }, () => mib);
  const touched = 990;
  const untouched = 800;

  it('is Go counting a tenth more than is resident', () => {
    expect(counts(samples(5, 899))).toBe(true);
    expect(counts(samples(5, 901))).toBe(false);
    expect(counts(samples(5, 900))).toBe(false);
  });

  it('is at least 64 MiB', () => {
    expect(counts(samples(5, 37), samples(5, 100))).toBe(false);
    expect(counts(samples(5, 35), samples(5, 100))).toBe(true);
    expect(counts(samples(5, 36), samples(5, 100))).toBe(false);
  });

  it('holds for more than half of the samples, or for a stretch of three', () => {
    const scattered = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? untouched : touched));
    expect(counts(scattered)).toBe(false);
    expect(counts([...scattered, untouched, touched, untouched])).toBe(true);
    expect(counts([...samples(2, untouched), ...samples(10, touched)])).toBe(false);
    expect(counts([...samples(3, untouched), ...samples(10, touched)])).toBe(true);
    expect(counts([...samples(10, touched), ...samples(3, untouched), ...samples(10, touched)])).toBe(true);
    expect(counts([...samples(2, untouched), touched, untouched, ...samples(9, touched)])).toBe(false);
  });

  it('holds for a twentieth of a long run: a growing heap is caught early in a few scrapes', () => {
    expect(counts([...samples(4, untouched), ...samples(96, touched)])).toBe(false);
    expect(counts([...samples(5, untouched), ...samples(95, touched)])).toBe(true);
    expect(counts([...samples(95, touched), ...samples(5, untouched)])).toBe(true);
  });

  it('needs three samples', () => {
    expect(counts(samples(2, untouched))).toBe(false);
    expect(counts(samples(3, untouched))).toBe(true);
  });

  it('asks nothing of samples that do not know both', () => {
    expect(counts([NaN, NaN, ...samples(2, untouched)])).toBe(false);
    expect(counts([0, 0, ...samples(2, untouched)])).toBe(false);
    expect(counts(samples(4, untouched), [NaN, NaN, 1000, 1000])).toBe(false);
    expect(counts([...samples(3, 10), ...samples(2, untouched)], [0, 0, 0, 1000, 1000])).toBe(false);
    expect(counts([untouched, NaN, untouched, NaN, untouched, ...samples(10, touched)])).toBe(true);
  });

  it('takes no more for resident than is charged', () => {
    const accounts = columnsOf(samples(3, 0).map(() => [800 * MiB, 1000 * MiB, 0]));
    expect(hasUntouchedBallast(accounts, Float64Array.of(1000 * MiB, 1000 * MiB, 1000 * MiB), whole(accounts))).toBe(
      true
    );
  });

  it('looks at the samples of the run alone', () => {
    const resident = [...samples(3, untouched), ...samples(5, touched), ...samples(3, untouched)];
    const accounts = columnsOf(resident.map((mib) => [2000 * MiB, mib * MiB, 0]));
    const retained = Float64Array.from(resident, () => 1000 * MiB);
    expect(hasUntouchedBallast(accounts, retained, { start: 3, end: 8 })).toBe(false);
    expect(hasUntouchedBallast(accounts, retained, { start: 1, end: 10 })).toBe(false);
    expect(hasUntouchedBallast(accounts, retained, { start: 0, end: 8 })).toBe(true);
  });
});
