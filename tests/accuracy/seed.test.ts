import { plainText } from '../../src/texts/plainText';
import { prepare } from '../../src/prepare';
import { container, frame, store } from '../fixtures/frames';

/** memory.stat of a Thanos store on Go 1.12, cgroup v1 (docs/domain.md §2.2): the incident this panel was made for. */
const stat = {
  usage: 10149810176,
  workingSet: 475115520,
  rss: 9850789888,
  cache: 275980288,
  inactiveFile: 9674686464,
  activeFile: 315392,
  limit: 10737418240,
  heapIdle: 9314287616,
};

describe('the seed case', () => {
  const frames = [
    ...container([stat, stat, stat, stat, stat, stat], { limit: stat.limit, id: '' }),
    frame('go_memstats_heap_released_bytes', Array(6).fill(stat.heapIdle), store),
  ];
  const model = prepare(frames, { compressed: true });
  if (model.kind !== 'model') {
    throw new Error(model.reason);
  }
  const [{ composition, findings }] = model.workloads;

  it('has a file-list excess of 9398714368 bytes', () => {
    expect(composition.fileListExcess[0]).toBe(9398714368);
  });

  it('is proven to hold lazily freed memory', () => {
    expect(findings.find(({ id }) => id === 'lazily-freed')).toMatchObject({ confidence: 'proven' });
  });

  it('uses 94.5 % of its limit by usage and 4.4 % by working set', () => {
    expect(composition.usage[0] / composition.limit[0]).toBeCloseTo(0.945, 3);
    expect(composition.workingSet[0] / composition.limit[0]).toBeCloseTo(0.044, 3);
  });

  it('hides at least 84426752 bytes from working set, and says so', () => {
    expect(composition.correctedWorkingSet[0] - composition.workingSet[0]).toBe(84426752);
    const hidden = prepare(frames, {
      compressed: true,
      thresholds: { understated: { bytes: 64 * 2 ** 20, share: 0 } },
    });
    const finding =
      hidden.kind === 'model' && hidden.workloads[0].findings.find(({ id }) => id === 'working-set-understated');
    expect(finding && plainText(finding.headline)).toContain('80.5 MiB');
  });

  it('adds up to usage', () => {
    expect(composition.layers.reduce((sum, { values }) => sum + values[0], 0)).toBe(stat.usage);
  });
});
