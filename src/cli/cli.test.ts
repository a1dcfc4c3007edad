import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { recordingsFolder } from '../accuracy/truth';
import { prepare } from '../panel/prepare';
import { framesOf } from './prometheus';
import { readFrames } from './read';
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

it('framesOf takes instant vectors as single samples', () => {
  const frames = framesOf({
    query: 'x',
    response: { status: 'success', data: { result: [{ metric: { a: 'b' }, value: [1.5, '7'] }] } },
  });
  expect(frames[0].fields.map(({ values }) => Array.from(values))).toEqual([[1500], [7]]);
});
