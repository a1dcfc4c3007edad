import { find } from '../../../tests/fixtures/diagnosis';
import { container, frame, store, type Sample } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';

const samples = 240;
const step = 30;

interface Shape {
  /** MiB of heap in use, idle and not given back, and the goal of the collector. */
  inuse: number;
  idle: number;
  goal?: number;
  live?: number;
}

function found(at: (share: number) => Shape, version = 'go1.22.1') {
  const shapes = Array.from({ length: samples }, (_, i) => at(i / (samples - 1)));
  const all = shapes.map(({ inuse, idle, live = inuse - 5 }): Sample => ({
    usage: (inuse + idle + 50) * MiB,
    workingSet: (inuse + idle + 50) * MiB,
    rss: (inuse + idle + 45) * MiB,
    cache: 0,
    heapAlloc: live * MiB,
    heapInuse: inuse * MiB,
    heapReleased: 100 * MiB,
    heapIdle: (100 + idle) * MiB,
    stacks: 5 * MiB,
    runtime: 10 * MiB,
  }));
  const goals = frame(
    'go_memstats_next_gc_bytes',
    shapes.map(({ goal = NaN }) => goal * MiB),
    { ...store, instance: '10.0.0.1:8080' },
    shapes.map((_, i) => i * step)
  );
  const frames = container(all, { version, step });
  return find(shapes[0].goal === undefined ? frames : [...frames, { ...goals, refId: 'B' }], 'idle-heap');
}

describe('idleHeap', () => {
  it('is what stays idle beyond what the scavenger keeps for the goal', () => {
    const finding = found(() => ({ inuse: 200, idle: 400, goal: 250 }));
    expect(finding).toMatchObject({
      severity: 'info',
      confidence: 'likely',
      bytes: 400 * MiB,
      from: 0,
      to: (samples - 1) * step * 1000,
      layers: ['heap-idle'],
      headline: { id: 'idle-heap.headline' },
      advice: { id: 'idle-heap.advice' },
      refutedBy: { id: 'idle-heap.refuted' },
    });
    expect(finding?.headline.values).toMatchObject({
      size: { kind: 'bytes', value: 400 * MiB },
      inuse: { kind: 'bytes', value: 200 * MiB },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['idle-heap.lasted']);
    expect(finding?.evidence[0].promql).toMatch(/heap_idle_bytes.*heap_released_bytes/);
  });

  it('leaves a tenth and 32 MiB to the scavenger', () => {
    const kept = (idle: number) => found(() => ({ inuse: 500, idle, goal: 600 }));
    // 1.1 x (600 + 5 free within spans) + 32 - 500 in use.
    expect(kept(195)).toBeUndefined();
    expect(kept(202)).toBeDefined();
  });

  it('takes the most that was in use for the goal where none is told', () => {
    expect(found(() => ({ inuse: 200, idle: 400 }))).toBeDefined();
    expect(found((share) => ({ inuse: Math.round(share * 239) % 8 < 2 ? 560 : 200, idle: 400 }))).toBeUndefined();
  });

  it('says that the goal asks for it where that explains half', () => {
    const told = (goal: number) => found(() => ({ inuse: 100, idle: 700, goal }))?.evidence.map(({ text }) => text.id);
    expect(told(500)).toEqual(['idle-heap.lasted', 'idle-heap.goal']);
    expect(told(400)).toEqual(['idle-heap.lasted']);
  });

  it('is over where it was given back', () => {
    expect(found((share) => ({ inuse: 200, idle: share < 0.6 ? 400 : 10, goal: 250 }))?.headline.id).toBe(
      'idle-heap.headline-ended'
    );
    expect(found((share) => ({ inuse: 200, idle: share < 0.05 ? 400 : 10, goal: 250 }))).toBeUndefined();
  });

  it('is of every cycle where the goal is many times what lives', () => {
    const saw = (goal: number) =>
      found((share) => {
        const phase = (share * 30) % 1;
        const used = 50 + (goal - 50) * phase;
        return { inuse: used, live: used, idle: goal - used, goal };
      });
    expect(saw(1000)?.headline).toMatchObject({
      id: 'idle-heap.headline-saw',
      values: { goal: { kind: 'bytes', value: 1000 * MiB } },
    });
    expect(saw(250)).toBeUndefined();
  });

  it('advises GOMEMLIMIT where the version has it', () =>
    expect(found(() => ({ inuse: 200, idle: 400, goal: 250 }), 'go1.18.3')?.advice.id).toBe('idle-heap.advice-old'));
});
