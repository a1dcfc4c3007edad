import { find } from '../../../tests/fixtures/diagnosis';
import { freedSample, type Freed } from '../../../tests/fixtures/freed';
import { container, frame, metricOf, store } from '../../../tests/fixtures/frames';
import type { InputFrame } from '../../metrics/types';
import { MiB } from '../../metrics/units';

const samples = 120;
const step = 60;
const id = '/kubepods/a/1';

const frames = (at: (share: number) => Freed, version = 'go1.15.15') =>
  container(
    Array.from({ length: samples }, (_, i) => freedSample(at(i / (samples - 1)))),
    { version, step, id }
  );
const without = (all: InputFrame[], pattern: RegExp) => all.filter((one) => !pattern.test(metricOf(one)));
const found = (all: InputFrame[]) => find(all, 'lazily-freed');

describe('lazilyFreed', () => {
  const freed = () => ({ rss: 800, inactive: 600 });

  it('is proven where kernel and Go agree', () =>
    expect(found(frames(freed))).toMatchObject({
      severity: 'info',
      confidence: 'proven',
      layers: ['lazily-freed'],
      headline: { id: 'lazily-freed.headline' },
      advice: { id: 'lazily-freed.advice' },
      refutedBy: { id: 'lazily-freed.refuted' },
      bytes: 600 * MiB,
      from: 0,
      to: (samples - 1) * step * 1000,
    }));

  it('is likely without Go, and of a Go that is said to free eagerly it advises to look for who did it', () => {
    expect(found(without(frames(freed), /^(go|process)_/))).toMatchObject({
      confidence: 'likely',
      headline: { id: 'lazily-freed.headline-no-go' },
      advice: { id: 'lazily-freed.advice-no-go' },
    });
    expect(found(frames(freed, 'go1.19.5'))?.advice.id).toBe('lazily-freed.advice-eager');
  });

  it('tells of an upgrade, and of a way back', () => {
    const change = (from: string, to: string) => {
      const [before, after] = [{ rss: 300 }, { rss: 800, inactive: 600 }].map((shape) =>
        Array.from({ length: samples }, () => freedSample(shape))
      );
      return found([
        ...container(before, { version: from, step, id: '/kubepods/a/1' }),
        ...container(after, { version: to, step, id: '/kubepods/a/2', start: samples * step }),
      ]);
    };
    expect(change('go1.11.13', 'go1.13.4')).toMatchObject({
      severity: 'warning',
      headline: { id: 'lazily-freed.headline-upgrade' },
      upgrade: { from: 'go1.11.13', to: 'go1.13.4' },
    });
    expect(change('go1.16.4', 'go1.15.15')).toMatchObject({ headline: { id: 'lazily-freed.headline-rollback' } });
  });

  it('says how much is free now where most was taken into use again', () => {
    const used = (now: number) =>
      found(
        frames((share) =>
          share < 0.5 ? { rss: 800, inactive: 600 } : { rss: 800, inactive: now, kept: 800 - now, released: 100 + now }
        )
      )?.headline.values.size;
    expect(used(100)).toEqual({ kind: 'bytes', value: 100 * MiB });
    expect(used(500)).toEqual({ kind: 'bytes', value: 600 * MiB });
  });

  it('may be of another allocator, where it is more than Go ever had', () => {
    const finding = found(frames(() => ({ rss: 900, inactive: 700, kept: 100, released: 20 })));
    expect(finding).toMatchObject({
      severity: 'info',
      confidence: 'possible',
      headline: { id: 'lazily-freed.headline-others' },
      advice: { id: 'lazily-freed.advice-others' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['lazily-freed.others']);
    expect(finding?.evidence[0].text.values).toMatchObject({
      excess: { kind: 'bytes', value: 700 * MiB },
      retained: { kind: 'bytes', value: 100 * MiB },
    });
  });

  it('is proven by one sample of cAdvisor where cache is not told', () => {
    const finding = found(without(frames(freed), /cache$/));
    expect(finding).toMatchObject({ confidence: 'likely', layers: ['cache-or-lazily-freed'] });
    expect(finding?.bytes).toBeGreaterThanOrEqual(590 * MiB);
  });

  describe('where only the process tells', () => {
    const process = (resident: (share: number) => number, shape: Freed, version = 'go1.15.15') =>
      found([
        ...without(
          frames(() => shape, version),
          /^container/
        ),
        frame(
          'process_resident_memory_bytes',
          Array.from({ length: samples }, (_, i) => resident(i / (samples - 1)) * MiB),
          { ...store, instance: '10.0.0.1:8080' },
          Array.from({ length: samples }, (_, i) => i * step)
        ),
      ]);

    it('is what is resident beyond what Go keeps, of a Go that frees lazily', () => {
      expect(process(() => 800, { rss: 0, kept: 200, released: 700 })).toMatchObject({
        confidence: 'likely',
        headline: { id: 'lazily-freed.headline-process' },
        layers: ['other'],
        bytes: 600 * MiB,
      });
      expect(process(() => 800, { rss: 0, kept: 200, released: 700 }, 'go1.19.5')).toBeUndefined();
    });

    it('is possible where it is less than seven tenths of what Go gave back, or that is little', () => {
      expect(process(() => 600, { rss: 0, kept: 200, released: 700 })?.confidence).toBe('possible');
      expect(process(() => 700, { rss: 0, kept: 200, released: 700 })?.confidence).toBe('likely');
      expect(process(() => 900, { rss: 0, kept: 200, released: 200 })).toMatchObject({
        confidence: 'possible',
        headline: { id: 'lazily-freed.headline-no-go' },
      });
    });

    it('is none that rises while Go gives nothing back', () =>
      expect(process((share) => 250 + 500 * share, { rss: 0, kept: 200, released: 700 })).toBeUndefined());
  });
});
