import type { InputFrame } from '../metrics/types';
import type { Model } from '../model';
import { prepare, type PrepareOptions } from '../prepare';
import { container, frame, metricOf, store, type Sample } from '../../tests/fixtures/frames';
import { MiB } from '../metrics/units';
import { findingRules } from './findings/index.gen';
import { messages } from '../texts/messages';
import { plainText } from '../texts/plainText';
import type { Finding } from './types';

const model = (frames: InputFrame[], options: PrepareOptions = {}): Model => {
  const result = prepare(frames, options);
  if (result.kind !== 'model') {
    throw new Error(result.reason);
  }
  return result;
};
const findingsOf = (frames: InputFrame[], options?: PrepareOptions): Finding[] =>
  model(frames, options).workloads[0].findings;
const idsOf = (frames: InputFrame[], options?: PrepareOptions) => findingsOf(frames, options).map(({ id }) => id);
const times = <T>(count: number, of: T): T[] => Array.from({ length: count }, () => of);

const idle: Sample = {
  usage: 100 * MiB,
  workingSet: 98 * MiB,
  rss: 98 * MiB,
  cache: 0,
  heapAlloc: 60 * MiB,
  heapInuse: 70 * MiB,
  heapReleased: 10 * MiB,
  heapIdle: 20 * MiB,
  runtime: 10 * MiB,
};
const burst: Sample = {
  ...idle,
  usage: 802 * MiB,
  workingSet: 800 * MiB,
  rss: 800 * MiB,
  heapAlloc: 700 * MiB,
  heapInuse: 780 * MiB,
};
/** 700 MiB given back with MADV_FREE. */
const lazy: Sample = {
  ...idle,
  usage: 802 * MiB,
  workingSet: 98 * MiB,
  rss: 800 * MiB,
  heapReleased: 710 * MiB,
  heapIdle: 720 * MiB,
};
/** The same pages in use again: working set does not see it. */
const reused: Sample = {
  ...lazy,
  heapAlloc: 690 * MiB,
  heapInuse: 700 * MiB,
  heapReleased: 80 * MiB,
  heapIdle: 90 * MiB,
};

describe('the rules', () => {
  it('have ids of their own and messages for headline and advice', () => {
    const ids = findingRules.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) {
      expect(Object.keys(messages).filter((key) => key.startsWith(`${id}.`)).length).toBeGreaterThan(2);
    }
  });
});

describe('lazily-freed', () => {
  const after = container([...times(4, idle), burst, ...times(20, lazy)]);

  it('is found with its size, proven', () => {
    const [finding] = findingsOf(after);
    expect(finding).toMatchObject({ id: 'lazily-freed', confidence: 'proven', severity: 'info', upgrade: null });
    expect(finding.from).toBe(5 * 15_000);
    expect(finding.bytes).toBe((802 - 98) * MiB);
  });

  it('names the lazy version, or GODEBUG for an eager one', () => {
    const text = (version: string) =>
      findingsOf(container([...times(4, idle), ...times(20, lazy)], { version }))[0]
        .evidence.map((one) => plainText(one.text))
        .join();
    expect(text('go1.15.15')).toContain('lazily (MADV_FREE) by default');
    expect(text('go1.26.1')).toContain('GODEBUG=madvdontneed=0');
    expect(text('go1.11.13')).toContain('GODEBUG=madvdontneed=0');
  });

  it('is not found for two samples, below tolerance, or for page cache', () => {
    expect(idsOf(container([...times(9, idle), lazy, lazy, ...times(9, idle)]))).toEqual([]);
    const little = { ...idle, usage: 125 * MiB, rss: 123 * MiB, heapReleased: 100 * MiB, heapIdle: 110 * MiB };
    expect(idsOf(container(times(20, little)))).toEqual([]);
    const cached = { ...idle, usage: 800 * MiB, cache: 700 * MiB };
    expect(idsOf(container(times(20, cached)))).toEqual([]);
  });

  it('is not fooled by off-heap memory, nor by released heap alone', () => {
    const offHeap = {
      ...idle,
      usage: 800 * MiB,
      workingSet: 798 * MiB,
      rss: 798 * MiB,
      heapReleased: 700 * MiB,
      heapIdle: 710 * MiB,
    };
    expect(idsOf(container(times(20, offHeap)))).not.toContain('lazily-freed');
  });

  it('survives every third sample being taken inside a burst', () => {
    const samples = times(8, [lazy, reused, lazy]).flat();
    expect(idsOf(container(samples))).toContain('lazily-freed');
  });

  it('carries the upgrade that it began with, in place', () => {
    const before = container(times(20, idle), { version: 'go1.11.13', id: '/kubepods/a/1' });
    const next = container([...times(4, idle), burst, ...times(20, lazy)], { start: 400, id: '/kubepods/a/2' });
    expect(findingsOf([...before, ...next])[0].upgrade).toEqual({ from: 'go1.11.13', to: 'go1.15.15', at: 400_000 });
  });

  it('carries the upgrade of a rollout, and none for a change between lazy versions', () => {
    const pod = (name: string, version: string, start: number) =>
      container([...times(4, idle), ...times(20, version === 'go1.11.13' ? idle : lazy)], {
        labels: { ...store, pod: name },
        version,
        start,
      });
    const rollout = (from: string) =>
      model([...pod('web-5c6d7f8b9-aaa11', from, 0), ...pod('web-7f9d8c6b5-ddd44', 'go1.15.15', 200)]).workloads[1]
        .findings;
    expect(rollout('go1.11.13')[0].upgrade).toEqual({ from: 'go1.11.13', to: 'go1.15.15', at: 200_000 });
    expect(rollout('go1.13.1')[0].upgrade).toBeNull();
  });

  it('is not attributed to Go without Go series', () => {
    const frames = container([...times(4, idle), ...times(20, lazy)]).filter(({ refId }) => refId === 'A');
    const [finding] = findingsOf(frames);
    expect(finding.id).toBe('lazily-freed');
    expect(plainText(finding.headline)).not.toContain('Go');
    expect(finding.confidence).toBe('likely');
  });

  it('is less certain at steps above one minute, which are said', () => {
    const findings = findingsOf(container(times(30, lazy), { step: 120 }));
    expect(findings[0]).toMatchObject({ id: 'lazily-freed', confidence: 'likely' });
    expect(findings.map(({ id }) => id)).toContain('insufficient-data');
  });
});

describe('working-set-understated', () => {
  it('is found when freed pages are in use again', () => {
    const [finding] = findingsOf(container([...times(5, lazy), ...times(30, reused)], { limit: 1000 * MiB }));
    expect(finding).toMatchObject({ id: 'working-set-understated', severity: 'warning' });
    expect(plainText(finding.headline)).toContain('10 % of the limit while the need was 72 %');
  });

  it('is not found for lazily freed memory as such, nor briefly', () => {
    expect(idsOf(container(times(30, lazy)))).toEqual(['lazily-freed']);
    expect(idsOf(container([...times(15, lazy), ...times(5, reused), ...times(15, lazy)]))).toEqual(['lazily-freed']);
  });
});

describe('accounting-correction', () => {
  const before = container([...times(4, idle), burst, ...times(20, lazy)], {
    version: 'go1.15.15',
    id: '/kubepods/a/1',
  });
  const eager = (version: string, samples: Sample[]) =>
    container(samples, { version, start: 400, id: '/kubepods/a/2' });
  const bursts = [
    ...times(4, idle),
    burst,
    burst,
    ...times(20, { ...idle, heapReleased: 710 * MiB, heapIdle: 720 * MiB }),
  ];

  it('is found after an upgrade to an eager version', () => {
    const findings = findingsOf([...before, ...eager('go1.19.8', bursts)]);
    expect(findings.find(({ id }) => id === 'accounting-correction')).toMatchObject({
      severity: 'info',
      upgrade: { from: 'go1.15.15', to: 'go1.19.8', at: 400_000 },
      from: 400_000,
    });
  });

  it('is found without change of version, and then names GODEBUG', () => {
    const finding = findingsOf([...before, ...eager('go1.15.15', bursts)]).find(
      ({ id }) => id === 'accounting-correction'
    );
    expect(finding?.upgrade).toBeNull();
    expect(finding?.evidence.map(({ text }) => plainText(text)).join()).toContain('GODEBUG=madvdontneed=1');
  });

  it('begins with the first sample of a new pod, which started before that', () => {
    const pod = (name: string) => ({ ...store, pod: `store-7d9f8c6b5-${name}` });
    const old = container([...times(4, idle), burst, ...times(20, lazy)], { labels: pod('abcde') });
    // The pod started 30 s before its first sample, 400 s into the range.
    const now = container([...times(2, idle), ...bursts], { labels: pod('fghij'), version: 'go1.19.8', start: 370 });
    const since = now.map((one) => ({
      ...one,
      fields: one.fields.map((field) => ({ ...field, values: Array.from(field.values).slice(2) })),
    }));
    const answer = model([...old, ...since]);
    const after = answer.workloads.find(({ workload }) => workload.labels.pod === 'store-7d9f8c6b5-fghij');
    expect(after?.findings.find(({ id }) => id === 'accounting-correction')).toMatchObject({
      upgrade: { at: 400_000 },
      from: 400_000,
    });
  });

  it('is not claimed before the new run gave anything back', () => {
    expect(idsOf([...before, ...eager('go1.15.15', times(20, idle))])).not.toContain('accounting-correction');
  });
});

describe('insufficient-data', () => {
  const full = container(times(20, idle));
  const without = (pattern: RegExp) => full.filter((one) => !pattern.test(metricOf(one)));
  const said = (frames: InputFrame[]) => {
    const finding = findingsOf(frames).find(({ id }) => id === 'insufficient-data');
    return finding ? plainText(finding.headline) : null;
  };

  it('says nothing when nothing is missing', () => {
    expect(said(full)).toBeNull();
  });

  it.each([
    [/^(go_|process_)/, 'Go series'],
    [/rss|cache/, 'container rss and cache'],
    [/container_memory_rss/, 'Missing: container rss.'],
    [/container_memory_cache/, 'Missing: container cache.'],
    [/working_set/, 'working set'],
    [/go_info/, 'Go version'],
    [/^container_/, 'container series'],
  ])('without %s names it', (pattern, missing) => {
    const rest = without(pattern);
    const frames = String(pattern).includes('container_')
      ? [...rest, frame('process_resident_memory_bytes', times(20, 99), { ...store, instance: '10.0.0.1:8080' })]
      : rest;
    expect(said(frames)).toContain(missing);
  });
});
