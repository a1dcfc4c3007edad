import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync, inflateRawSync } from 'node:zlib';

import { zipOf } from '../../scripts/lib/zip.mjs';

const files = [
  { name: 'plugin/module.js', content: Buffer.from('define([], () => 1);\n'.repeat(500)) },
  { name: 'plugin/empty.txt', content: Buffer.alloc(0) },
  { name: 'plugin/img/ä.svg', content: Buffer.from([0, 255, 1, 254]) },
];

/** What the directory at the end of an archive lists, read by the format's description. */
function* listed(archive: Buffer) {
  const end = archive.length - 22;
  let at = archive.readUInt32LE(end + 16);
  for (let entry = 0; entry < archive.readUInt16LE(end + 10); entry++) {
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const body = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    yield {
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      content: inflateRawSync(archive.subarray(body, body + archive.readUInt32LE(at + 20))),
      crc: archive.readUInt32LE(at + 16),
      date: archive.readUInt32LE(at + 12),
      mode: archive.readUInt32LE(at + 38) >>> 16,
    };
    at += 46 + nameLength;
  }
}

/** Gzip ends with the same checksum and the length. */
const crcOf = (content: Buffer): number => gzipSync(content).readUInt32LE(gzipSync(content).length - 8);

describe('the archive', () => {
  it('has the same bytes whatever the order of the files', () =>
    assert.deepEqual(zipOf(files), zipOf([...files].reverse())));

  it('holds all contents, with one date and one mode', () =>
    assert.deepEqual(
      [...listed(zipOf(files))],
      [...files]
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(({ name, content }) => ({ name, content, crc: crcOf(content), date: 0x00210000, mode: 0o100644 }))
    ));
});
