import { frame, store } from '../../tests/fixtures/frames';
import { labelsInText, labelsSelected, mayCountTwice, nameInText } from './name';
import { recognise, recognised } from './recognise';
import { SharedTimes, toSamples } from './samples';
import type { InputField, InputFrame } from './types';

const time: InputField = { name: 'Time', type: 'time', values: [1000, 2000], config: {} };
const numbers = (over: Partial<InputField>): InputField => ({
  name: 'Value',
  type: 'number',
  values: [1, 2],
  config: {},
  ...over,
});
const rolesOf = (frames: InputFrame[]) => recognise(frames).series.map(({ role }) => role);

describe('mayCountTwice', () => {
  it.each([
    ['sum by (namespace, pod) (container_memory_rss{namespace="shop"})', true],
    ['sum(container_memory_rss{pod="a"}) by (pod)', true],
    ['sum by (pod) (container_memory_rss{container!=""})', false],
    ['sum by (pod) (container_memory_rss{image!="", pod="a"})', false],
    ['sum by (pod, container) (container_memory_rss)', false],
    ['max by (pod) (container_memory_rss)', false],
    ['container_memory_rss{pod="a"}', false],
  ])('%s: %s', (expression, twice) => {
    expect(mayCountTwice(expression, 'container_memory_rss')).toBe(twice);
  });
  it('is no matter of what a process tells', () => {
    expect(mayCountTwice('sum by (pod) (process_resident_memory_bytes)', 'process_resident_memory_bytes')).toBe(false);
  });
});

describe('labelsSelected', () => {
  const rss = 'container_memory_rss';
  it.each<[string, string, Record<string, string>]>([
    ['equality, of what is described', `sum(${rss}{job="kubelet", pod="a", container!="", image=~"x"})`, { pod: 'a' }],
    ['no empty values', `sum(${rss}{cluster="", pod="a", image!=""})`, { pod: 'a' }],
    ['the container of several pods', `sum by (node) (${rss}{container="b", job="j"})`, { container: 'b' }],
    ['nothing of several containers', `sum(${rss}{namespace="a", container!=""})`, {}],
    ['nothing of a pod beside its containers', `sum(${rss}{pod="a"})`, {}],
    ['no selector', `sum(${rss})`, {}],
    ['what all selectors agree on', `${rss}{pod="a", container="b"} or ${rss}{pod="a"}`, { pod: 'a' }],
    [
      'not those of other metrics',
      `${rss}{pod="a", id!=""} * on (pod) group_left kube_pod_info{node="n"}`,
      { pod: 'a' },
    ],
    ['recorded names', `max(level:${rss}{pod="a", container!=""})`, { pod: 'a' }],
  ])('%s', (_, expression, labels) => {
    expect(labelsSelected(expression, rss)).toEqual(labels);
  });

  it('gives labels to series that lost them by aggregation, and keeps their own', () => {
    const executedQueryString = `Expr: sum by (container) (${rss}{pod="a", container=~".+", namespace="n"})\nStep: 15s`;
    const own = numbers({ labels: { container: 'c', namespace: 'own' } });
    const { series } = recognise([{ meta: { executedQueryString }, fields: [time, own] }]);
    expect(series[0].labels).toEqual({ pod: 'a', namespace: 'own', container: 'c' });
  });
});

describe('a prefix before names', () => {
  const named = (name: string) => ({ fields: [time, numbers({ labels: { __name__: name } })] });
  it('is read where all names have it, and else says what was made of a metric', () => {
    expect(rolesOf([named('prod_container_memory_rss'), named('prod_go_info')])).toEqual(['rss', 'goVersion']);
    expect(rolesOf([named('forecast_container_memory_rss'), named('container_memory_cache')])).toEqual(['cache']);
  });
});

describe('nameInText', () => {
  it.each([
    ['container_memory_rss', 'container_memory_rss'],
    ['container_memory_rss{pod="a"}', 'container_memory_rss'],
    ['sum by (pod) (container_memory_rss{pod="go_info"})', 'container_memory_rss'],
    ['node_namespace_pod_container:container_memory_rss', 'container_memory_rss'],
    ['prod_container_memory_rss', 'container_memory_rss'],
    ['team_a_go_info', 'go_info'],
    ['windows_container_memory_usage_commit_bytes', null],
    ['my_rss', null],
    ['nginx_ingress_controller_nginx_process_resident_memory_bytes', null],
    ['container_memory_rss - container_memory_cache', null],
    ['rate(container_memory_rss[5m])', null],
    ['deriv (go_goroutines[5m])', null],
    ['memory', null],
    ['', null],
  ])('%s', (text, name) => {
    expect(nameInText(text)).toBe(name);
  });

  const long = 100_000;
  it.each<[string, string]>([
    ['spaces after a function', `container_memory_rss rate${' '.repeat(long)}`],
    ['a long identifier', 'a'.repeat(long)],
    ['spaces after identifiers', 'a '.repeat(long / 2)],
    ['unfinished labels', 'a="'.repeat(long / 3)],
    ['an unfinished value', `a="${'\\\\'.repeat(long / 2)}`],
    ['functions without end', 'rate by '.repeat(long / 8)],
    ['dots', '.'.repeat(long)],
  ])('is fast for %s', (_, text) => {
    const began = performance.now();
    for (let i = 0; i < 10; i++) {
      nameInText(text);
      labelsInText(text);
    }
    expect(performance.now() - began).toBeLessThan(50);
  });

  it('knows functions with modifiers, and names that look like functions', () => {
    expect(nameInText('count by (pod) (container_memory_rss)')).toBeNull();
    expect(nameInText('count   without(pod) (container_memory_rss)')).toBeNull();
    expect(nameInText('rate of container_memory_rss (bytes)')).toBe('container_memory_rss');
  });

  it.each([
    'container_memory_rss{pod="a"} / 1024 / 1024',
    'sum by (pod) (container_memory_rss) / 2^20',
    '100 * container_memory_rss',
    'container_memory_rss / on (node) group_left () machine_memory_bytes',
    'container_memory_rss / machine_memory_bytes{node="n1"}',
    'predict_linear(container_memory_rss[1h], 4 * 3600)',
    'count_over_time(container_memory_rss[1h])',
    'sum by (pod) (rate(container_memory_rss[5m]))',
    'container_memory_rss offset 1w',
    'container_memory_rss > bool 1e9',
    'rate(container_memory_rss[5m]) and on (pod) kube_pod_info',
    'kube_pod_info and up or container_memory_rss / 1024',
    '(container_memory_rss and up) / 1024',
  ])('leaves out what is another quantity: %s', (text) => {
    expect(nameInText(text)).toBeNull();
  });

  it.each([
    'sum by (pod) (container_memory_rss{image!="", id=~"/kubepods.*/pod.*"})',
    'container_memory_rss * on (namespace, pod) group_left (node) kube_pod_info{node=~"a.*/3"}',
    'max_over_time(container_memory_rss{pod=~"a.*"}[5m:30s])',
    'container_memory_rss offset 5m',
    'container_memory_rss and on (pod) topk(3, kube_pod_info / 2)',
    '(container_memory_rss unless on (pod) (up / 2 > 1)) or absent_pods',
    'container_memory_rss > 0.5 * 1e9',
    'container_memory_rss app/web',
  ])('keeps what is the same quantity: %s', (text) => {
    expect(nameInText(text)).toBe('container_memory_rss');
  });

  it('keeps labels with names of the prototype', () => {
    expect(Object.entries(labelsInText('a{__proto__="x", constructor="y"}'))).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
  });

  it('reads labels with escapes', () => {
    expect(labelsInText('a{pod="x\\"y", ns="z"}')).toEqual({ pod: 'x"y', ns: 'z' });
  });
});

describe('recognise', () => {
  it.each<[string, InputFrame]>([
    ['the label __name__', { fields: [time, numbers({ labels: { __name__: 'container_memory_rss' } })] }],
    ['the field name', { fields: [time, numbers({ name: 'container_memory_rss {pod="a"}' })] }],
    ['the frame name', { name: 'container_memory_rss', fields: [time, numbers({})] }],
    ['the legend', { fields: [time, numbers({ config: { displayNameFromDS: 'container_memory_rss a' } })] }],
    [
      'the query',
      { meta: { executedQueryString: 'Expr: sum(container_memory_rss)\nStep: 15s' }, fields: [time, numbers({})] },
    ],
    ['the override', { fields: [time, numbers({ config: { custom: { memoryRole: 'rss' } } })] }],
  ])('takes the role from %s', (_, one) => {
    expect(rolesOf([one])).toEqual(['rss']);
  });

  it('prefers the override over the name', () => {
    const field = numbers({
      labels: { __name__: 'container_memory_rss' },
      config: { custom: { memoryRole: 'cache' } },
    });
    expect(rolesOf([{ fields: [time, field] }])).toEqual(['cache']);
  });

  it('reads several fields of a wide frame', () => {
    const wide = {
      fields: [
        time,
        numbers({ labels: { __name__: 'container_memory_rss' } }),
        numbers({ labels: { __name__: 'container_memory_cache' } }),
      ],
    };
    expect(rolesOf([wide])).toEqual(['rss', 'cache']);
  });

  it('splits a table with labels in columns', () => {
    const table: InputFrame = {
      fields: [
        { ...time, values: [1000, 2000, 1000] },
        { name: '__name__', type: 'string', values: ['go_info', 'go_info', 'container_memory_rss'], config: {} },
        { name: 'pod', type: 'string', values: ['a', 'a', 'b'], config: {} },
        numbers({ values: [1, 1, 5] }),
      ],
    };
    const { series } = recognise([table]);
    expect(series.map(({ role, labels, times }) => [role, labels.pod, times.length])).toEqual([
      ['goVersion', 'a', 2],
      ['rss', 'b', 1],
    ]);
  });

  it('says what it does not know, shortened, and keeps quiet about metrics that carry no role', () => {
    const { series, problems } = recognise([
      frame('http_requests_total', [1]),
      frame('go_threads', [1]),
      frame('x'.repeat(10_000), [1]),
    ]);
    expect(series).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0].code).toBe('unknown-series');
    expect(problems[0].message).toContain('2 series');
    expect(problems[0].message.length).toBeLessThan(400);
  });

  it('says that a frame has no time', () => {
    const { problems } = recognise([{ name: 'numbers', fields: [numbers({})] }]);
    expect(problems[0]).toMatchObject({ code: 'no-time', message: expect.stringContaining('numbers') });
  });

  const nothing: object = Object.create(null);
  it.each<[string, unknown]>([
    ['a symbol', Symbol('x')],
    ['an object without prototype', nothing],
    ['an object that is no text', { toString: 1, valueOf: 1 }],
    ['undefined', undefined],
    ['a list', [5]],
  ])('reads %s as no label, no time and no name', (_, cell) => {
    const table = {
      fields: [
        { ...time, values: [cell, 2000] },
        { name: 'pod', type: 'string', values: [cell, 'a'], config: {} },
        numbers({ name: 'container_memory_rss' }),
      ],
    };
    const { series, problems } = recognise([table]);
    expect(series.map(({ labels, times }) => [labels.pod, times.length])).toEqual([['a', 1]]);
    expect(problems.map(({ code }) => code)).toEqual(['unreadable-time']);
    const text = cell as string;
    const labels = { __name__: 'container_memory_rss', pod: text };
    expect(recognise([{ fields: [time, numbers({ labels })] }]).series[0].labels).toMatchObject({ pod: '' });
    const odd = { name: text, fields: [{ ...time, name: text }, numbers({ name: text, labels: { __name__: text } })] };
    expect(recognise([odd]).problems.map(({ code }) => code)).toEqual(['unknown-series']);
    expect(recognise([{ fields: [numbers({ name: text })] }]).problems.map(({ code }) => code)).toEqual(['no-time']);
  });

  it.each([
    ['as they come', [1000, 2000]],
    ['out of order', [2000, 1000]],
  ])('reads no negative zero, %s', (_, values) => {
    const frames = [{ fields: [{ ...time, values }, numbers({ name: 'container_memory_rss', values: [-0, -0] })] }];
    expect(Array.from(recognise(frames).series[0].values)).toEqual([0, 0]);
  });

  it('says that timestamps cannot be read', () => {
    const values = ['2026-01-01T00:00:00Z', NaN, '', null];
    const { series, problems } = recognise([
      { fields: [{ ...time, values }, numbers({ name: 'container_memory_rss', values: [1, 2, 3, 4] })] },
    ]);
    expect(series).toEqual([]);
    expect(problems).toEqual([{ code: 'unreadable-time', message: expect.stringContaining('4 samples') }]);
  });

  it('takes as many series of one frame as a frame may have', () => {
    const [one] = recognise([{ fields: [time, numbers({ name: 'container_memory_rss' })] }]).series;
    const nothing = { unknown: [], others: [], noTime: null, negative: 0, timeless: 0, cut: 0 };
    const many = recognised([{ series: Array.from({ length: 200_000 }, () => one), ...nothing }]);
    expect(many.series).toHaveLength(200_000);
  });

  it('shows what turns the direction of a name that is not known', () => {
    const odd = { fields: [time, numbers({ name: 'queue\u202Edepth' })] };
    expect(recognise([odd]).problems[0].message).toContain('queue\uFFFDdepth');
  });

  it('says that a table has more series than it reads', () => {
    const rows = Array.from({ length: 5100 }, (_, i) => i);
    const table = {
      fields: [
        { ...time, values: rows.map(() => 1000) },
        { name: 'pod', type: 'string', values: rows.map((i) => `p${i}`), config: {} },
        numbers({ name: 'container_memory_rss', values: rows }),
      ],
    };
    const { series, problems } = recognise([table]);
    expect(series).toHaveLength(5000);
    expect(problems).toEqual([{ code: 'table-cut', message: expect.stringContaining('100 rows') }]);
  });

  it('never changes a frame', () => {
    const one = frame('container_memory_rss', [3, -1, 2], store, [30, 15, 45]);
    const before = JSON.stringify(one);
    recognise([one]);
    expect(JSON.stringify(one)).toBe(before);
  });
});

describe('toSamples', () => {
  it('sorts, keeps the last of equal timestamps, and drops what is no number', () => {
    const { times, values, negative } = toSamples(
      [3000, 1000, null, 2000, 3000, NaN],
      [1, NaN, 5, 1e308, -4, 7],
      new SharedTimes()
    );
    expect([...times]).toEqual([3000]);
    expect([...values]).toEqual([1]);
    expect(negative).toBe(1);
    expect([...toSamples([3000, 1000, 3000, 2000], [1, 2, 3, 4], new SharedTimes()).values]).toEqual([2, 4, 3]);
  });

  it.each([
    ['text', ['1000', ' 2000 '], [1000, 2000]],
    ['dates', [new Date(1000), new Date(2000)], [1000, 2000]],
    ['big integers', [BigInt(1000), BigInt(2000)], [1000, 2000]],
    ['nothing', ['', ' ', null, undefined, true, [5]], []],
  ])('reads times that come as %s', (_, cells, expected) => {
    const { times, timeless } = toSamples(cells, Array(cells.length).fill(1), new SharedTimes());
    expect([...times]).toEqual(expected);
    expect(timeless).toBe(cells.length - expected.length);
  });
});
