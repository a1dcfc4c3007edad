import { deflateRawSync } from 'node:zlib';

/** 1 January 1980 in the format of zip archives, the earliest that it knows: no archive depends on when it was made. */
const fixedDate = 0x0021;
/** A regular file that everybody may read, in the upper half of what Unix keeps there. */
const readable = 0o100644 * 2 ** 16;
const deflated = 8;
/** Names are UTF-8. */
const utf8 = 0x0800;
const version = 20;

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) {
    crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return crc;
});

/** @param {Uint8Array} content */
function crc32(content) {
  let crc = 0xffffffff;
  for (const byte of content) {
    crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * Numbers in the byte order of zip archives.
 * @param {...[bytes: number, value: number]} numbers
 */
function packed(...numbers) {
  const out = Buffer.alloc(numbers.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of numbers) {
    at = out.writeUIntLE(value, at, bytes);
  }
  return out;
}

/**
 * A zip archive of the files, whose bytes depend on their names and contents alone: in order of name, with one fixed
 * time and mode.
 * @param {ReadonlyArray<{name: string, content: Uint8Array}>} files names with slashes
 */
export function zipOf(files) {
  const inOrder = [...files].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const local = [];
  const central = [];
  let offset = 0;
  for (const { name, content } of inOrder) {
    const encoded = Buffer.from(name);
    const body = deflateRawSync(content, { level: 9 });
    const common = packed(
      [2, utf8],
      [2, deflated],
      [2, 0],
      [2, fixedDate],
      [4, crc32(content)],
      [4, body.length],
      [4, content.length],
      [2, encoded.length],
      [2, 0]
    );
    const head = Buffer.concat([packed([4, 0x04034b50], [2, version]), common, encoded]);
    // Made on Unix, so that the mode counts.
    const made = packed([4, 0x02014b50], [2, 0x0300 + version], [2, version]);
    central.push(made, common, packed([2, 0], [2, 0], [2, 0], [4, readable], [4, offset]), encoded);
    local.push(head, body);
    offset += head.length + body.length;
  }
  const directory = Buffer.concat(central);
  const end = packed(
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, inOrder.length],
    [2, inOrder.length],
    [4, directory.length],
    [4, offset],
    [2, 0]
  );
  return Buffer.concat([...local, directory, end]);
}
