import { type Page } from 'playwright-core';

/** Kana, ideographs and their punctuation. */
const ranges: Array<[first: number, last: number]> = [
  [0x3000, 0x30ff],
  [0x4e00, 0x9fff],
  [0xff00, 0xffef],
];
const em = 1000;
const ascent = 880;
const descent = -120;

const uint16 = (...values: number[]): Buffer =>
  Buffer.concat(values.map((value) => Buffer.of(value >> 8, value & 255)));
const uint32 = (...values: number[]): Buffer =>
  Buffer.concat(values.map((value) => uint16(Math.floor(value / 65536) & 65535, value & 65535)));
const zeros = (length: number): Buffer => Buffer.alloc(length);
/** A coordinate: negative ones as their complement. */
const int16 = (...values: number[]): Buffer => uint16(...values.map((value) => value & 65535));

/** One contour with the corners of the em square; the glyph before it, for what is missing, is empty. */
const square = Buffer.concat([
  int16(1, 0, descent, em, ascent, 3, 0),
  Buffer.of(1, 1, 1, 1),
  int16(0, 0, em, 0),
  int16(descent, em, 0, -em),
]);

/** Table 13 of cmap sends every character of a range to one glyph. */
const characters = Buffer.concat([
  uint16(0, 1, 3, 10),
  uint32(12),
  uint16(13, 0),
  uint32(16 + 12 * ranges.length, 0, ranges.length),
  ...ranges.map(([first, last]) => uint32(first, last, 1)),
]);

const tables: Record<string, Buffer> = {
  'OS/2': Buffer.concat([
    int16(4, em, 400, 5, 0, 650, 600, 0, 75, 650, 600, 0, 350, 50, 300, 0),
    zeros(26),
    Buffer.from('NONE'),
    int16(64, 0x3000, 0xffef, ascent, descent, 0, ascent, -descent),
    zeros(8),
    int16(500, 700, 0, 32, 1),
  ]),
  cmap: characters,
  glyf: square,
  head: Buffer.concat([
    uint32(0x00010000, 0x00010000, 0, 0x5f0f3cf5),
    uint16(0, em),
    zeros(16),
    int16(0, descent, em, ascent, 0, 8, 2, 1, 0),
  ]),
  hhea: Buffer.concat([uint32(0x00010000), int16(ascent, descent, 0, em, 0, 0, em, 1), zeros(14), int16(2)]),
  hmtx: uint16(em, 0, em, 0),
  loca: uint32(0, 0, square.length),
  maxp: Buffer.concat([uint32(0x00010000), uint16(2, 4, 1, 0, 0, 2), zeros(16)]),
  name: uint16(0, 0, 6),
  post: Buffer.concat([uint32(0x00030000), zeros(28)]),
};

const padded = (table: Buffer): Buffer => Buffer.concat([table, zeros((4 - (table.length % 4)) % 4)]);
const checksum = (table: Buffer): number =>
  padded(table).reduce((sum, byte, i) => (sum + byte * 2 ** (24 - 8 * (i % 4))) % 2 ** 32, 0);

/** A TrueType font whose every ideograph is a square, as wide as high. */
function squareFont(): Buffer {
  const entries = Object.entries(tables);
  let offset = 12 + 16 * entries.length;
  const directory = entries.map(([tag, table]) => {
    const entry = Buffer.concat([Buffer.from(tag), uint32(checksum(table), offset, table.length)]);
    offset += padded(table).length;
    return entry;
  });
  const power = Math.floor(Math.log2(entries.length));
  const head = uint16(1, 0, entries.length, 16 * 2 ** power, power, 16 * (entries.length - 2 ** power));
  return Buffer.concat([head, ...directory, ...entries.map(([, table]) => padded(table))]);
}

/**
 * Gives Japanese and Chinese text the room that it takes with any font: on a machine without one, the boxes in place of
 * letters are narrower. The page asks for Helvetica where its own font lacks a letter.
 */
export async function useSquareFont(page: Page): Promise<void> {
  const source = `url(data:font/ttf;base64,${squareFont().toString('base64')})`;
  const loaded = await page.evaluate(async (from) => {
    const face = new FontFace('Helvetica', from, { unicodeRange: 'U+3000-30FF, U+4E00-9FFF, U+FF00-FFEF' });
    document.fonts.add(await face.load());
    return document.fonts.check('12px Helvetica', '\u30e1');
  }, source);
  if (!loaded) {
    throw new Error('The browser took no font');
  }
}
