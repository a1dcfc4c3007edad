import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import { root } from './run.mjs';
import { zipOf } from './zip.mjs';

/**
 * Packs dist/ as Grafana's catalogue wants it, one folder with the plugin's id: the same bytes for the same files.
 * @returns {{file: string, sha256: string}} the archive, named by id and version
 */
export function packPlugin() {
  const dist = path.join(root, 'dist');
  const { id, info } = JSON.parse(readFileSync(path.join(dist, 'plugin.json'), 'utf8'));
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
  const content = zipOf(
    files.map((file) => ({
      name: [id, ...path.relative(dist, file).split(path.sep)].join('/'),
      content: readFileSync(file),
    }))
  );
  const file = path.join(root, `${id}-${info.version}.zip`);
  writeFileSync(file, content);
  return { file, sha256: createHash('sha256').update(content).digest('hex') };
}
