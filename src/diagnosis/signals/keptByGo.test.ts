import { composition } from '../../../tests/fixtures/panel/fixture';
import type { Role } from '../../metrics/roles';
import { mayHide, maySayLess, touchedOf } from './keptByGo';

const alone = { ...composition({ layers: { 'heap-objects': [1, 2, 3] } }), base: 'working-set' as const };
const withSeries = (series: Partial<Record<Role, number>>) => ({
  ...alone,
  workload: {
    ...alone.workload,
    series: Object.fromEntries(Object.entries(series).map(([role, bytes]) => [role, Float64Array.of(bytes)])),
  },
});

describe('a working set that is all there is', () => {
  const version = (goVersion: string | null) => ({ goVersion });

  it('may hide what Go took back into use where Go frees lazily', () => {
    expect(mayHide(alone, version('go1.15.15'))).toBe(true);
    expect(mayHide(alone, version('go1.16.4'))).toBe(false);
    expect(mayHide(alone, version(null))).toBe(false);
  });

  it('may say less where nothing tells how memory is given back', () => {
    expect(maySayLess(alone, version('go1.15.15'))).toBe(true);
    expect(maySayLess(alone, version('go1.16.4'))).toBe(false);
    expect(maySayLess(alone, version(null))).toBe(true);
  });

  it('hides nothing beside usage or rss', () => {
    for (const known of [{ ...alone, base: 'usage' as const }, withSeries({ rss: 1 })]) {
      expect(mayHide(known, version('go1.15.15'))).toBe(false);
      expect(maySayLess(known, version(null))).toBe(false);
    }
  });
});

describe('touchedOf', () => {
  const touched = (processRss: number, series: Partial<Record<Role, number>> = {}) =>
    touchedOf({ ...withSeries(series), processRss: Float64Array.of(processRss) }, 100, 0);

  it('is no more than is resident', () => {
    expect(touched(80)).toBe(80);
    expect(touched(120)).toBe(100);
    expect(touched(NaN)).toBe(100);
  });

  it('leaves out what Go gave back, which may be resident still', () => {
    expect(touched(120, { heapReleased: 50 })).toBe(70);
    expect(touched(40, { heapReleased: 50 })).toBe(0);
  });

  it('leaves out files where anonymous memory is told apart', () => expect(touched(120, { processAnon: 60 })).toBe(60));
});
