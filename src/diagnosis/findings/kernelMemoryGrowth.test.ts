import { find } from '../../../tests/fixtures/diagnosis';
import {
  cache,
  flat,
  growing,
  grows,
  kernelUsage,
  rss,
  usage,
  workingSet,
  type Course,
} from '../../../tests/fixtures/growing';

/** Usage is what its parts add up to. */
const found = (kernel: Course, parts: { rss?: Course; cache?: Course } = {}, more: Record<string, Course> = {}) => {
  const [ofRss, ofCache] = [parts.rss ?? flat, parts.cache ?? flat];
  const all: Course = (share) => ofRss(share) + ofCache(share) + kernel(share);
  return find(
    growing({ [usage]: all, [workingSet]: all, [rss]: ofRss, [cache]: ofCache, ...more }),
    'kernel-memory-growth'
  );
};

describe('kernelMemoryGrowth', () => {
  it('is what rises beside rss and cache', () => {
    const finding = found(grows);
    expect(finding).toMatchObject({
      severity: 'info',
      confidence: 'possible',
      layers: ['kernel'],
      headline: { id: 'kernel-memory-growth.headline' },
      advice: { id: 'kernel-memory-growth.advice' },
      refutedBy: { id: 'kernel-memory-growth.refuted' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'kernel-memory-growth.undecided']);
    expect(finding?.evidence[0].promql).toMatch(/usage_bytes.*rss.*cache/);
  });

  it("is the kernel's own where its account rises along", () => {
    const told = (share: number) =>
      found(grows, {}, { [kernelUsage]: (at) => 200 + 600 * share * at })?.evidence[1].text.id;
    expect(told(1)).toBe('kernel-memory-growth.own');
    expect(told(0.7)).toBe('kernel-memory-growth.own');
    expect(told(0.5)).toBe('kernel-memory-growth.undecided');
  });

  it('says nothing of what cached files cost the kernel', () => {
    const cached = (kernel: number) => found((share) => 100 + kernel * share, { cache: (share) => 100 + 2000 * share });
    expect(cached(150)).toBeUndefined();
    expect(cached(300)).toBeDefined();
  });

  it('says nothing of huge pages that leave rss and are not split yet', () => {
    const mirrored = (fall: number) => found(grows, { rss: (share) => 800 - fall * share });
    expect(mirrored(400)).toBeUndefined();
    expect(mirrored(200)).toBeDefined();
  });

  it('says nothing where nothing rises, or usage is unknown', () => {
    expect(found(flat)).toBeUndefined();
    expect(find(growing({ [workingSet]: grows, [rss]: flat, [cache]: flat }), 'kernel-memory-growth')).toBeUndefined();
  });
});
