import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import { bundled } from '../../generate/licences';

const dist = path.join(__dirname, '../../dist');
const scripts = readdirSync(dist).filter((name) => name.endsWith('.js'));
const sizeOf = (name: string) => gzipSync(readFileSync(path.join(dist, name))).length;

/** Of a source map: where every part of the script came from; nothing where the script has none of its own. */
function sourcesOf(name: string): string[] {
  if (!existsSync(path.join(dist, `${name}.map`))) {
    return [];
  }
  const map: unknown = JSON.parse(readFileSync(path.join(dist, `${name}.map`), 'utf8'));
  return typeof map === 'object' && map !== null && 'sources' in map && Array.isArray(map.sources) ? map.sources : [];
}

describe('bundle', () => {
  it('loads at most 60 kB when the plugin is loaded, and 93 kB before the first picture', () => {
    const size = sizeOf('module.js');
    const [core] = scripts.filter((name) => sourcesOf(name).some((source) => source.endsWith('diagnosis/diagnose.ts')));
    assert.ok(size <= 60_000, `module.js is ${size} B compressed`);
    assert.notEqual(core, 'module.js');
    const both = size + sizeOf(core);
    assert.ok(both <= 93_000, `module.js and ${core} are ${both} B compressed`);
  });

  it('holds no copy of what Grafana shares', () => {
    const sources = scripts.flatMap(sourcesOf);
    assert.ok(sources.length > 100, 'the source maps name no sources');
    const copies = sources.filter((source) =>
      /node_modules\/(uplot|react|react-dom|lodash|moment|rxjs|@emotion\/[^/]+|@grafana\/(ui|data|runtime))\//.test(
        source
      )
    );
    assert.deepEqual(copies, []);
  });

  it('holds the packages whose licences are listed, and no others', () => {
    const sources = scripts.flatMap(sourcesOf);
    const packages = sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
    assert.deepEqual([...new Set(packages)].sort(), [...bundled].sort());
  });

  it('has no part larger than the panel itself', () =>
    assert.deepEqual(
      scripts.filter((name) => sizeOf(name) > 60_000),
      []
    ));
});
