import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { recordingsFolder } from '../tests/accuracy/truth';
import { formatPlainly } from '../src/texts/plainText';
import { prepare } from '../src/prepare';
import { framesOf } from './prometheus';
import { readAnswers, readFrames } from './read';
import { report } from './report';

const folder = join(recordingsFolder, 'up-111-115-store');
let work: string;
beforeAll(() => {
  work = mkdtempSync(join(tmpdir(), 'composition-'));
});
afterAll(() => rmSync(work, { recursive: true }));

const written = (name: string, content: string) => {
  const path = join(work, name);
  writeFileSync(path, content);
  return path;
};

describe('report', () => {
  it('has the contract of the README', () => {
    const { workloads, problems } = report(prepare(readFrames([folder]), { compressed: true }), true);
    expect(workloads[0]).toMatchObject({
      labels: { namespace: 'obs-eu', pod: 'thanos-store-0', container: 'store' },
      owner: 'thanos-store',
      instances: [
        { goVersion: 'go1.11.13', mode: 'full' },
        { goVersion: 'go1.15.15', mode: 'full' },
      ],
    });
    expect(workloads[0].findings.find(({ id }) => id === 'lazily-freed')?.upgrade?.to).toBe('go1.15.15');
    const { series } = workloads[0];
    const length = series?.time.length;
    for (const array of [
      series?.usage,
      series?.need.low,
      series?.lazilyFreed.ceiling,
      ...Object.values(series?.layers ?? {}),
    ]) {
      expect(array).toHaveLength(length ?? -1);
    }
    expect(JSON.stringify(workloads)).not.toContain('NaN');
    expect(Array.isArray(problems)).toBe(true);
  });

  it('leaves series out unless asked', () => {
    expect(report(prepare(readFrames([folder])), false).workloads[0]).not.toHaveProperty('series');
  });
});

describe('readFrames', () => {
  it('reads folders, files and bare answers, gzipped or not', () => {
    const plain = gunzipSync(readFileSync(join(folder, 'container.json.gz'))).toString();
    const answers: Record<string, unknown> = JSON.parse(plain);
    const bare = JSON.stringify(Object.values(answers)[0]);
    const count = readFrames([written('container.json', plain)]).length;
    expect(count).toBe(readFrames([join(folder, 'container.json.gz')]).length);
    expect(readFrames([written('bare.json', bare)]).length).toBeGreaterThan(0);
    expect(readFrames([folder]).length).toBeGreaterThan(count);
  });

  it.each([
    ['nothing', () => join(work, 'nowhere')],
    ['ground truth', () => join(folder, 'truth.json.gz')],
    ['a manifest', () => join(folder, 'manifest.json')],
    ['no JSON', () => written('broken.json', '{')],
    ['a list', () => written('list.json', '[1]')],
    ['an error of Prometheus', () => written('error.json', '{"status":"error","error":"bad","data":{"result":[]}}')],
    ['something else', () => written('else.json', '{"a": 1}')],
  ])('refuses %s in one line', (_, path) => {
    let text = '';
    try {
      readFrames([path()]);
    } catch (error) {
      text = error instanceof Error ? error.message : '';
    }
    expect(text).not.toBe('');
  });
});

describe('other forms', () => {
  const metric = { __name__: 'container_memory_rss', pod: 'a' };
  const series = { metric, values: [[1, '5']] };
  const schema = {
    refId: 'A',
    fields: [
      { name: 'Time', type: 'time' },
      { name: 'Value', type: 'number', labels: metric },
    ],
  };
  const frame = { schema, data: { values: [[1000], [5]] } };
  const panelFrame = {
    refId: 'A',
    fields: schema.fields.map((field, k) => ({ ...field, values: frame.data.values[k] })),
  };

  it.each<[string, unknown]>([
    ['promtool', [series]],
    ['the data of an answer', { resultType: 'matrix', result: [series] }],
    ["Grafana's data source API", { results: { A: { frames: [frame] } } }],
    ['the query inspector', { request: {}, response: { results: { A: { frames: [frame] } } } }],
    ['panel data of the inspector', [panelFrame]],
    ['panel data of the inspector with its state', { state: 'Done', series: [panelFrame] }],
    ['an export of VictoriaMetrics', { metric, values: [5], timestamps: [1000] }],
  ])('reads %s', (name, content) => {
    const json = JSON.stringify(content);
    const text = name.includes('VictoriaMetrics') ? `${json}\n${json}\n` : json;
    const [{ fields }] = readFrames([written('form.json', text)]);
    expect(fields.map(({ values }) => Array.from(values))).toEqual([[1000], [5]]);
    expect(fields[1].labels).toEqual(metric);
  });

  it.each([
    ['text exposition', '# TYPE go_goroutines gauge\ngo_goroutines 5\n'],
    ['CSV', 'Time,Value\n1,5\n'],
    ['other JSON', '{"dashboard": {"panels": []}}'],
  ])('names the form that is wanted in place of %s', (_, text) => {
    expect(() => readFrames([written('form.txt', text)])).toThrow(/^[^\n]*query_range[^\n]*$/);
  });
});

describe('answers of Prometheus without series', () => {
  const error = { status: 'error', errorType: 'bad_data', error: 'parse error:\n  at char 3' };
  it.each<[string, unknown]>([
    ['bare', error],
    ['bare, with data', { ...error, data: null }],
    ['by query', { up: error }],
    ['after another answer', { a: { status: 'success', data: { result: [] } }, up: error }],
  ])('an error is said in one line: %s', (_, content) => {
    const path = written('error.json', JSON.stringify(content));
    expect(() => readFrames([path])).toThrow(/^Prometheus answered with an error: parse error: at char 3$/);
  });

  const success = (data: unknown) => ({ status: 'success', data });
  it.each<[string, unknown, RegExp]>([
    ['a scalar', success({ resultType: 'scalar', result: [1, '5'] }), /a scalar, which is no series/],
    ['a string', success({ resultType: 'string', result: [1, 'x'] }), /a string, which is no series/],
    ['nothing', { up: success({ resultType: 'matrix', result: [] }) }, /no series \(up\)/],
    ['histograms', success({ result: [{ metric: {}, histograms: [[1, {}]] }] }), /no samples of numbers/],
    ['no answer at all', {}, /hold no answers/],
  ])('the reason is said for %s', (_, content, said) => {
    const { frames, problems } = readAnswers([written('empty.json', JSON.stringify(content))]);
    expect(frames).toEqual([]);
    expect(problems).toEqual([{ code: 'no-series', message: expect.stringMatching(said) }]);
  });

  it('accepts a byte order mark', () => {
    const answer = success({ result: [{ metric: { a: 'b' }, value: [1, '7'] }] });
    expect(readFrames([written('bom.json', `\uFEFF${JSON.stringify(answer)}`)])).toHaveLength(1);
  });
});

it('a report survives times that no date has', () => {
  const usage = (metric: string, bytes: number) => ({
    metric: { __name__: metric, namespace: 'n', pod: 'p', container: 'c' },
    values: Array.from({ length: 30 }, (_, i) => [1.7e18 + i * 15e9, String(bytes)]),
  });
  const result = [
    usage('container_memory_usage_bytes', 990e6),
    usage('container_memory_working_set_bytes', 300e6),
    usage('container_memory_rss', 280e6),
    usage('container_memory_cache', 700e6),
    usage('container_spec_memory_limit_bytes', 1e9),
  ];
  const frames = framesOf({ query: 'x', response: { status: 'success', data: { result } } });
  expect(report(prepare(frames), true).workloads).toHaveLength(1);
  expect(formatPlainly({ kind: 'time', value: 1.7e21 })).toBe('1.7e+21 ms');
  expect(formatPlainly({ kind: 'time', value: NaN })).toBe('NaN ms');
});

it('framesOf takes instant vectors as single samples', () => {
  const frames = framesOf({
    query: 'x',
    response: { status: 'success', data: { result: [{ metric: { a: 'b' }, value: [1.5, '7'] }] } },
  });
  expect(frames[0].fields.map(({ values }) => Array.from(values))).toEqual([[1500], [7]]);
});
