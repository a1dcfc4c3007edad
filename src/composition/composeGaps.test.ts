import { composed, expectExact, layersAt, regrown } from '../../tests/fixtures/composition';
import { container, metricOf, type Sample } from '../../tests/fixtures/frames';
import type { InputFrame } from '../metrics/types';
import { MiB } from '../metrics/units';
import type { Composition } from './types';

describe('what is composed of a series with gaps', () => {
  it('knows nothing where nothing is drawn', () => {
    const all = [regrown, { ...regrown, usage: 0 }, regrown];
    const composition = composed(container(all));
    const whole = composed(container([regrown]));
    expect([...composition.drawn]).toEqual([1, 0, 1]);
    expect(composition.samples).toBe(2);
    const columnsIn = ({ need, lazilyFreed: freed, ...one }: Composition) => [
      ...[need.low, need.high, freed.estimate, freed.floor, freed.ceiling, one.fileListExcess, one.notResident],
      ...[one.usage, one.workingSet, one.correctedWorkingSet, one.retained],
      ...one.layers.map(({ values }) => values),
    ];
    columnsIn(composition).forEach((values, k) => {
      const [known] = columnsIn(whole)[k];
      expect([...values]).toEqual([known, NaN, known]);
    });
    expect(composition.instances[0]).toMatchObject({ from: 0, to: 30_000 });
  });

  it('lists no run of which nothing is drawn, and ends a run with its last drawn sample', () => {
    expect(composed(container([{ ...regrown, usage: 0 }])).instances).toEqual([]);
    const late = composed(container([{ ...regrown, usage: 0 }, regrown, regrown, { ...regrown, usage: 0 }]));
    expect(late.instances[0]).toMatchObject({ from: 15_000, to: 30_000 });
    const once = composed(container([regrown, { ...regrown, usage: 0 }]));
    expect(once.instances[0]).toMatchObject({ from: 0, to: 0 });
  });

  it('knows no corrected working set where working set is unknown', () => {
    const { correctedWorkingSet, need } = composed(container([regrown, { ...regrown, workingSet: 0 }]));
    expect(correctedWorkingSet[0]).toBe(need.high[0]);
    expect(correctedWorkingSet[1]).toBeNaN();
    expect(need.high[1]).toBeGreaterThan(0);
  });

  it('knows the most that is not explained, and the most that lies outside of Go', () => {
    // What Go does not keep is off-heap where there is nothing lazily freed, and not explained without working set.
    const off = (mib: number, workingSet: number): Sample => {
      const usage = (398 + mib) * MiB;
      return { ...regrown, usage, rss: usage, cache: 0, workingSet: workingSet * usage };
    };
    const outside = composed(container([off(10, 1), off(70, 1), off(30, 1)])).most;
    expect(outside).toEqual({ outside: 70 * MiB, other: 0 });
    const unexplained = composed(container([off(10, 0), off(70, 0), off(30, 0)])).most;
    expect(unexplained).toEqual({ outside: 0, other: 70 * MiB });
  });

  it('begins a run where its container began, or its process after that', () => {
    const began = (frames: InputFrame[]) => composed(frames).instances[0].startedAt;
    /** Both start times of the series, seconds; null takes the series away. */
    const startedAt = (at: Record<string, number | null>) =>
      container([regrown, regrown], { start: 1000 }).flatMap((one) => {
        const told = at[metricOf(one)];
        const [time, value] = one.fields;
        return told === null
          ? []
          : [told === undefined ? one : { ...one, fields: [time, { ...value, values: [told, told] }] }];
      });
    const [ofContainer, ofProcess] = ['container_start_time_seconds', 'process_start_time_seconds'];
    expect(began(startedAt({ [ofContainer]: null, [ofProcess]: null }))).toBe(1_000_000);
    expect(began(startedAt({ [ofContainer]: 900, [ofProcess]: null }))).toBe(900_000);
    expect(began(startedAt({ [ofContainer]: 900, [ofProcess]: 950 }))).toBe(950_000);
    expect(began(startedAt({ [ofContainer]: null, [ofProcess]: 950 }))).toBe(950_000);
    expect(began(startedAt({ [ofContainer]: 900, [ofProcess]: 1000.2 }))).toBe(1_000_000);
  });

  it('draws without Go where Go series are missing for a time, and says so', () => {
    const frames = container([regrown, regrown, regrown, regrown]).map((one) =>
      one.refId === 'B' ? { ...one, fields: one.fields.map((field) => ({ ...field, values: [field.values[0]] })) } : one
    );
    const composition = composed(frames);
    expect([...composition.goMissing]).toEqual([0, 0, 1, 1]);
    expect(layersAt(composition, 3)['lazily-freed']).toBe(754 * MiB);
    expectExact(composition);
  });
});
