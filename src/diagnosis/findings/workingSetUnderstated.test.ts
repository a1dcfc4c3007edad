import { find } from '../../../tests/fixtures/diagnosis';
import { container, metricOf } from '../../../tests/fixtures/frames';
import { freedSample } from '../../../tests/fixtures/freed';
import type { InputFrame } from '../../metrics/types';
import { MiB } from '../../metrics/units';

const samples = 120;
const step = 60;

interface Shape {
  /** MiB: what Go keeps and uses, and how much of it working set leaves out. */
  kept: number;
  hidden: number;
  released?: number;
}

const sample = ({ kept, hidden, released = 50 }: Shape) =>
  freedSample({ rss: kept + 5, inactive: hidden, kept, released });

const frames = (at: (share: number) => Shape, { version = 'go1.15.15', limit = 0 } = {}) =>
  container(
    Array.from({ length: samples }, (_, i) => sample(at(i / (samples - 1)))),
    { version, step, limit: limit * MiB }
  );
const found = (all: InputFrame[]) => find(all, 'working-set-understated');
const hides =
  (hidden: number, more: Partial<Shape> = {}) =>
  () => ({ kept: 1000, hidden, ...more });
const only = (all: InputFrame[], pattern: RegExp) => all.filter((one) => pattern.test(metricOf(one)));

describe('workingSetUnderstated', () => {
  it('is what Go took back into use and working set leaves out', () => {
    const finding = found(frames(hides(600)));
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      headline: { id: 'working-set-understated.headline' },
      advice: { id: 'working-set-understated.advice' },
      refutedBy: { id: 'working-set-understated.refuted' },
      from: 0,
      to: (samples - 1) * step * 1000,
    });
    // 5 MiB beside Go may be what is free of it.
    expect(finding?.bytes).toBe(595 * MiB);
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual([
      'working-set-understated.hidden',
      'working-set-understated.heap',
      'working-set-understated.lasted',
    ]);
  });

  it('is a tenth of what is needed, and at least 80 MiB', () => {
    expect(found(frames(hides(115)))).toBeDefined();
    expect(found(frames(hides(95)))).toBeUndefined();
    expect(found(frames(() => ({ kept: 300, hidden: 90 })))).toBeDefined();
    expect(found(frames(() => ({ kept: 300, hidden: 75 })))).toBeUndefined();
  });

  it('is told against the limit where there is one', () =>
    expect(found(frames(hides(600), { limit: 2000 }))?.headline).toMatchObject({
      id: 'working-set-understated.headline-limit',
      values: { needShare: { kind: 'ratio', value: expect.closeTo(0.5025, 3) } },
    }));

  it('is of a part of the time, which it names', () => {
    const finding = found(frames((share) => ({ kept: 1000, hidden: share > 0.5 ? 600 : 0 })));
    expect(finding?.from).toBe(60 * step * 1000);
    expect(finding?.evidence[2].text.values.duration).toEqual({ kind: 'duration', value: 59 * step * 1000 });
  });

  it('is no more than a Go that gives back at once gave back', () => {
    const eager = { version: 'go1.19.5' };
    expect(found(frames(hides(600), eager))).toBeUndefined();
    expect(found(frames(hides(600, { released: 300 }), eager))?.bytes).toBe(300 * MiB);
  });

  it('is of no Go that never frees lazily, and of none that may where rss is not above working set', () => {
    const ofVersion = (version: string, slab: number) => {
      const { usage, workingSet, ...rest } = sample({ kept: 1000, hidden: 600, released: 700 });
      const one = { ...rest, usage: usage + slab * MiB, workingSet: workingSet + slab * MiB };
      return found(
        container(
          Array.from({ length: samples }, () => one),
          { version, step }
        )
      );
    };
    expect(ofVersion('go1.15.15', 0)?.bytes).toBe(595 * MiB);
    expect(ofVersion('go1.11.13', 0)).toBeUndefined();
    expect(ofVersion('go1.22.4', 0)).toBeDefined();
    expect(ofVersion('go1.22.4', 600)).toBeUndefined();
    expect(ofVersion('go1.15.15', 600)).toBeDefined();
  });

  it('is of no accounts that are not of one reading', () =>
    expect(
      found(
        container(
          Array.from({ length: samples }, (_, i) => {
            const one = sample({ kept: 1000, hidden: 600 });
            return i % 20 === 0 ? { ...one, workingSet: one.usage + 200 * MiB } : one;
          }),
          { version: 'go1.15.15', step }
        )
      )
    ).toBeUndefined());

  it('is possible where working set is all that is told beside the heap of a Go that frees lazily', () => {
    const alone = (version: string) => found(only(frames(hides(600), { version }), /working_set|^go_|^process_/));
    expect(alone('go1.15.15')).toMatchObject({
      severity: 'info',
      confidence: 'possible',
      headline: { id: 'working-set-understated.headline-possible' },
    });
    expect(alone('go1.15.15')?.evidence[0].text.id).toBe('working-set-understated.live');
    expect(alone('go1.19.5')).toBeUndefined();
  });

  it('says nothing where working set shows all', () => expect(found(frames(hides(0)))).toBeUndefined());
});
