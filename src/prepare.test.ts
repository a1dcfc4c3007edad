import { container, frame, metricOf, seeded, store } from '../tests/fixtures/frames';
import { MiB } from './metrics/units';
import type { InputFrame } from './metrics/types';
import { prepare } from './prepare';

const steady = Array.from({ length: 20 }, () => ({
  usage: 100 * MiB,
  workingSet: 90 * MiB,
  rss: 80 * MiB,
  cache: 10 * MiB,
  heapAlloc: 40 * MiB,
  heapReleased: 5 * MiB,
}));

const patch = (frames: InputFrame[], change: (values: unknown[], type: string) => unknown[]): InputFrame[] =>
  frames.map((one) => ({
    ...one,
    fields: one.fields.map((field) => ({ ...field, values: change(Array.from(field.values), field.type) })),
  }));

const relabel = (frames: InputFrame[], pod: string): InputFrame[] =>
  frames.map((one) => ({
    ...one,
    fields: one.fields.map((field) => (field.labels ? { ...field, labels: { ...field.labels, pod } } : field)),
  }));

const full = container(steady);

/** As Grafana's time comparison adds them: under the same labels and times, of another time. */
const ofThePast = (frames: InputFrame[]): InputFrame[] =>
  patch(frames, (values, type) => values.map((value) => (type === 'number' ? Number(value) * 3 : value))).map(
    (one) => ({
      ...one,
      refId: `${one.refId}-compare`,
      meta: { timeCompare: { diffMs: -86_400_000, isTimeShiftQuery: true } },
    })
  );

describe("prepare beside Grafana's time comparison", () => {
  it.each([
    ['after the present', [...full, ...ofThePast(full)]],
    ['before it', [...ofThePast(full), ...full]],
  ])('says the same as without it, %s', (_, frames) => {
    expect(prepare(frames)).toEqual(prepare(full));
  });

  it('takes no workload of the past for one of the present', () => {
    expect(prepare(ofThePast(full))).toMatchObject({ kind: 'missing', reason: 'no-data' });
  });
});

describe('prepare on bad input', () => {
  it.each<[string, InputFrame[], string]>([
    ['no frames', [], 'no-data'],
    ['empty frames', [{ fields: [] }, { fields: [] }], 'no-data'],
    ['frames without rows', patch(full, () => []), 'no-data'],
    ['frames without time', full.map((one) => ({ ...one, fields: one.fields.slice(1) })), 'nothing-recognised'],
    [
      '50 unrelated frames',
      Array.from({ length: 50 }, (_, i) => frame(`unrelated_${i}`, [1, 2, 3])),
      'nothing-recognised',
    ],
    ['only NaN', patch(full, (values, type) => (type === 'number' ? values.map(() => NaN) : values)), 'no-data'],
    ['only null', patch(full, (values, type) => (type === 'number' ? values.map(() => null) : values)), 'no-data'],
    [
      'only Infinity',
      patch(full, (values, type) => (type === 'number' ? values.map(() => Infinity) : values)),
      'no-data',
    ],
    [
      'only negative values',
      patch(full, (values, type) => (type === 'number' ? values.map(() => -5) : values)),
      'no-data',
    ],
    ['no size', full.filter((one) => /_cache|limit/.test(metricOf(one))), 'no-workload'],
  ])('%s: says that nothing can be drawn', (_, frames, reason) => {
    const result = prepare(frames);
    expect(result).toMatchObject({ kind: 'missing', reason });
    expect(result.kind === 'missing' && result.queries.length).toBeGreaterThan(0);
  });

  it('names what tells no size', () => {
    const { problems } = prepare([frame('go_memstats_sys_bytes', [1, 2, 3])]);
    expect(problems.map(({ code, message }) => [code, message.slice(0, 44)])).toEqual([
      ['no-size', 'No series tells how large obs/store-0/store '],
    ]);
  });

  it.each<[string, InputFrame[]]>([
    ['a single sample', patch(full, (values) => values.slice(0, 1))],
    ['unsorted timestamps', patch(full, (values) => [...values].reverse())],
    ['duplicate timestamps', patch(full, (values) => [...values, ...values])],
    [
      'some NaN, null and Infinity',
      patch(full, (values, type) =>
        type === 'number' ? values.map((v, i) => [v, NaN, null, Infinity][i % 4]) : values
      ),
    ],
    [
      'mixed steps',
      full.map((one, k) => (k % 2 ? patch([one], (values) => values.filter((_, i) => i % 3 === 0))[0] : one)),
    ],
    ['the same query twice', [...full, ...full]],
    ['a limit of 2^63', container(steady, { limit: 2 ** 63 })],
    ['a limit of 0', container(steady, { limit: 0 })],
    ['HTML in labels', relabel(full, '<img src=x onerror=alert(1)>')],
    ['emoji in labels', relabel(full, 'pod-🔥-0')],
    ['labels of 10 kB', relabel(full, 'x'.repeat(10_000))],
    ['labels with quotes and backslashes', relabel(full, 'a"b\\c\n')],
    ['unrelated metrics beside', [...full, ...Array.from({ length: 50 }, (_, i) => frame(`unrelated_${i}`, [1]))]],
  ])('%s: draws what there is, exactly', (_, frames) => {
    const result = prepare(frames);
    if (result.kind !== 'model') {
      throw new Error(result.reason);
    }
    expect(result.workloads).toHaveLength(1);
    const { composition } = result.workloads[0];
    expect(composition.samples).toBeGreaterThan(0);
    composition.time.forEach((t, i) => {
      expect(i === 0 || t > composition.time[i - 1]).toBe(true);
      if (composition.drawn[i]) {
        const bytes = composition.layers.map(({ values }) => values[i]);
        expect(bytes.reduce((sum, x) => sum + x, 0)).toBe(composition.usage[i]);
        expect(Math.min(...bytes)).toBeGreaterThanOrEqual(0);
      }
    });
  });

  it('quotes labels so that PromQL can be pasted', () => {
    const result = prepare(relabel(full, 'a"b\\c\n'));
    expect(result.kind === 'model' && result.workloads[0].workload.selectors.container).toContain(
      'pod="a\\"b\\\\c\\n"'
    );
  });

  it('gives up on a table of endless label combinations without hanging', () => {
    const rows = 200_000;
    const table: InputFrame = {
      fields: [
        { name: 'Time', type: 'time', values: Array(rows).fill(1000), config: {} },
        { name: '__name__', type: 'string', values: Array(rows).fill('container_memory_usage_bytes'), config: {} },
        { name: 'pod', type: 'string', values: Array.from({ length: rows }, (_, i) => `pod-${i}`), config: {} },
        { name: 'Value', type: 'number', values: Array(rows).fill(1), config: {} },
      ],
    };
    const began = performance.now();
    prepare([table]);
    expect(performance.now() - began).toBeLessThan(10_000);
  });

  it('survives random rubbish in every place', () => {
    const random = seeded(3);
    const junk = [NaN, null, undefined, '', 'x', -1, 0, 1e308, Infinity, {}, [], true, 2 ** 63, 5e9];
    for (let round = 0; round < 200; round++) {
      const frames = patch(full, (values) =>
        values.map((value) => (random() < 0.2 ? junk[Math.floor(random() * junk.length)] : value))
      );
      expect(['model', 'missing']).toContain(prepare(frames, { compressed: round % 2 === 0 }).kind);
    }
  });

  it('never changes a frame', () => {
    const before = JSON.stringify(full);
    prepare(full);
    expect(JSON.stringify(full)).toBe(before);
  });

  it('keeps workloads apart and in order of name', () => {
    const two = [...full, ...relabel(full, 'another-0')];
    const result = prepare(two);
    expect(result.kind === 'model' && result.workloads.map(({ workload }) => workload.name)).toEqual([
      'obs/another-0/store',
      `obs/${store.pod}/store`,
    ]);
  });
});
