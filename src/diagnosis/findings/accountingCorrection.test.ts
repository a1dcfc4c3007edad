import { find, textOf } from '../../../tests/fixtures/diagnosis';
import { container, type Sample } from '../../../tests/fixtures/frames';
import { MiB } from '../../metrics/units';

const samples = 40;

/** A container whose Go keeps so much, of which so much is live, and which obtained 900 MiB, in MiB. */
function sample(kept: number, live: number, resident = kept + 4): Sample {
  const usage = (resident + 6) * MiB;
  return {
    usage,
    // What Go gave back and is resident still is on the list of inactive files, which working set leaves out.
    workingSet: usage - Math.max(0, resident - kept - 4) * MiB,
    rss: resident * MiB,
    cache: 0,
    heapAlloc: live * MiB,
    heapInuse: (live + 2) * MiB,
    heapReleased: (900 - kept) * MiB,
    heapIdle: (900 - 12 - live - 2) * MiB,
    stacks: 2 * MiB,
    runtime: 10 * MiB,
  };
}

/** One run after the other: before, Go gives memory back lazily; after, as `after` has it, a share of the way each. */
function pod(after: (share: number) => Sample, { version = 'go1.16.4', changeOf = (one: Sample) => one } = {}) {
  const before = Array.from({ length: samples }, (_, i) => changeOf(i < 10 ? sample(850, 700) : sample(250, 200, 850)));
  const later = Array.from({ length: samples }, (_, i) => after(i / (samples - 1)));
  return [
    ...container(before, { version: 'go1.15.15', id: '/kubepods/a/1' }),
    ...container(later, { version, id: '/kubepods/a/2', start: samples * 15 }),
  ];
}

/** The kernel takes at once what Go gives back. */
const eager = (share: number) => (share < 0.3 ? sample(850, 700) : sample(250, 200));
const found = (frames: ReturnType<typeof pod>) => find(frames, 'accounting-correction');

describe('accountingCorrection', () => {
  it('tells of an upgrade after which what Go gives back is gone at once', () => {
    const finding = found(pod(eager));
    expect(finding).toMatchObject({
      severity: 'info',
      confidence: 'likely',
      from: samples * 15_000,
      layers: ['lazily-freed'],
      bytes: 596 * MiB,
      upgrade: { from: 'go1.15.15', to: 'go1.16.4' },
    });
    expect(textOf(finding)).toMatch(/596 MiB/);
  });

  it('tells of GODEBUG where the version is the same', () => {
    const finding = found(pod(eager, { version: 'go1.15.15' }));
    expect(finding?.upgrade).toBeNull();
    expect(textOf(finding)).toMatch(/madvdontneed/);
  });

  it('says nothing before Go gave something back', () => {
    expect(found(pod(() => sample(850, 700)))).toBeUndefined();
    expect(found(pod((share) => (share < 0.3 ? sample(850, 700) : sample(750, 700))))).toBeUndefined();
    expect(found(pod((share) => (share < 0.3 ? sample(850, 700) : sample(600, 500))))?.bytes).toBe(596 * MiB);
  });

  it('says nothing where what Go gave back stays resident', () =>
    expect(found(pod((share) => (share < 0.3 ? sample(850, 700) : sample(250, 200, 850))))).toBeUndefined());

  it('says nothing where nothing was lazily freed before', () => {
    const frames = pod(eager, { changeOf: (one) => ({ ...one, workingSet: one.usage, rss: one.usage - 6 * MiB }) });
    expect(found(frames)).toBeUndefined();
  });

  it('says nothing of a run that needs more than the one before, typically and at its peak', () => {
    const run = (peak: number, typical: number) =>
      found(pod((share) => (share < 0.3 ? sample(peak + 50, peak) : sample(typical + 50, typical))));
    expect(run(700, 290)).toBeDefined();
    expect(run(840, 310)).toBeDefined();
    expect(run(845, 310)).toBeUndefined();
    expect(run(845, 290)).toBeDefined();
  });
});
