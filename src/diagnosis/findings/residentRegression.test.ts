import { find, textOf } from '../../../tests/fixtures/diagnosis';
import { container, type Sample } from '../../../tests/fixtures/frames';
import type { InputFrame } from '../../metrics/types';
import { MiB } from '../../metrics/units';

const samples = 120;
const step = 60;

interface Level {
  rss: number;
  /** rss and a little of the kernel where it is not given. */
  workingSet?: number;
  /** What Go keeps. */
  kept?: number;
}

/** Go keeps 700 MiB of the 1,000 that it obtained, in MiB. */
function sample({ rss, workingSet = rss + 5, kept = 700 }: Level): Sample {
  return {
    usage: (Math.max(rss, workingSet) + 5) * MiB,
    workingSet: workingSet * MiB,
    rss: rss * MiB,
    cache: 0,
    heapAlloc: 500 * MiB,
    heapInuse: 520 * MiB,
    heapReleased: (1000 - kept) * MiB,
    heapIdle: 460 * MiB,
    stacks: 5 * MiB,
    runtime: 15 * MiB,
  };
}

const run = (level: Level, version: string, index: number) =>
  container(
    Array.from({ length: samples }, () => sample(level)),
    { version, step, start: index * samples * step, id: `/kubepods/a/${index}` }
  );

/** A series of another metric and of one size beside a series. */
const like = (frame: InputFrame, metric: string, bytes: number): InputFrame => ({
  ...frame,
  fields: frame.fields.map((field) =>
    field.type === 'number'
      ? { ...field, labels: { ...field.labels, __name__: metric }, values: Array.from(field.values, () => bytes) }
      : field
  ),
});

const found = (before: Level, after: Level, [from, to] = ['go1.23.6', 'go1.24.2']) =>
  find([...run(before, from, 0), ...run(after, to, 1)], 'resident-regression');

describe('residentRegression', () => {
  it('is a step of rss and working set at the release that is known for it, while Go counts the same', () => {
    const finding = found({ rss: 500 }, { rss: 690 });
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      from: samples * step * 1000,
      to: (2 * samples - 1) * step * 1000,
      upgrade: { from: 'go1.23.6', to: 'go1.24.2' },
      headline: { id: 'resident-regression.headline' },
      advice: { id: 'resident-regression.advice', values: { fixedIn: { value: 'go1.24.6' } } },
      refutedBy: { id: 'resident-regression.refuted' },
      layers: ['heap-objects', 'heap-fragmented', 'heap-idle', 'runtime'],
      bytes: 190 * MiB,
    });
    expect(textOf(finding)).toMatch(/500 MiB.*690 MiB/);
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual([
      'resident-regression.levels',
      'resident-regression.go',
      'resident-regression.change',
    ]);
  });

  it('is none of what was in swap before', () => {
    const swapped = (before: number, after: number) => {
      const swap = (all: InputFrame[], bytes: number) => [...all, like(all[0], 'container_memory_swap', bytes * MiB)];
      return find(
        [...swap(run({ rss: 500 }, 'go1.23.6', 0), before), ...swap(run({ rss: 690 }, 'go1.24.2', 1), after)],
        'resident-regression'
      );
    };
    expect(swapped(180, 0)).toBeUndefined();
    expect(swapped(100, 0)?.bytes).toBe(90 * MiB);
    expect(swapped(100, 100)?.bytes).toBe(190 * MiB);
    expect(swapped(0, 100)?.bytes).toBe(190 * MiB);
    // Said to be in swap is usage and more: no series tells.
    expect(swapped(600, 0)?.bytes).toBe(190 * MiB);
  });

  it('is possible after any other release', () =>
    expect(found({ rss: 500 }, { rss: 690 }, ['go1.22.1', 'go1.23.6'])).toMatchObject({
      severity: 'info',
      confidence: 'possible',
      headline: { id: 'resident-regression.headline-possible' },
    }));

  it('is a rise by more than a twentieth of rss, and of 32 MiB', () => {
    expect(found({ rss: 500 }, { rss: 540 })).toBeDefined();
    expect(found({ rss: 500 }, { rss: 530 })).toBeUndefined();
    expect(found({ rss: 640 }, { rss: 680 })).toBeDefined();
    expect(found({ rss: 650 }, { rss: 680 })).toBeUndefined();
  });

  it('is no rise that Go explains by a third', () => {
    expect(found({ rss: 400, kept: 650 }, { rss: 600 })).toBeDefined();
    expect(found({ rss: 400, kept: 630 }, { rss: 600 })).toBeUndefined();
    expect(found({ rss: 500, kept: 800 }, { rss: 690 })).toBeDefined();
  });

  it('is no rise beyond what Go counts', () => {
    expect(found({ rss: 500 }, { rss: 725 })).toBeDefined();
    expect(found({ rss: 500 }, { rss: 745 })).toBeUndefined();
  });

  it('shows in working set, which nothing that is lazily freed does', () => {
    expect(found({ rss: 500 }, { rss: 690, workingSet: 545 })).toBeUndefined();
    expect(found({ rss: 500, workingSet: 400 }, { rss: 690 })).toBeUndefined();
  });

  it('says nothing without an upgrade', () =>
    expect(found({ rss: 500 }, { rss: 690 }, ['go1.24.2', 'go1.24.2'])).toBeUndefined());
});
