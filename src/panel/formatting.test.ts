import type { Message } from '../diagnosis/types';
import { say } from './findings/say';
import { makeFormatters, renderMessage } from './formatting';
import { tr, trCount } from './translate';

const hour = 3_600_000;
const at = Date.UTC(2026, 10, 22, 19, 36, 39);

describe('formatters', () => {
  const utc = makeFormatters('utc', hour);

  it.each<[string, string, string]>([
    ['bytes in IEC units', utc.bytes(1536 * 1024 * 1024), '1.50 GiB'],
    ['small bytes', utc.bytes(4096), '4 KiB'],
    ['a ratio', utc.ratio(0.945), '95%'],
    ['a small ratio', utc.ratio(0.0436), '4.4%'],
    ['a count', utc.count(12_345), '12,345'],
    ['a time of day', utc.time(at), '19:36:39'],
    ['a rate', utc.rate((1.5 * 1024 * 1024) / 3600), '1.50 MiB/h'],
    ['a duration', utc.duration(88_000), '1 min 28 sec'],
    ['seconds', utc.duration(46_400), '46 sec'],
    ['full minutes', utc.duration(119_900), '2 min'],
    ['hours', utc.duration(2 * hour + 5 * 60_000), '2 hr 5 min'],
    ['days', utc.duration(50 * hour), '2 days 2 hr'],
    ['no time', utc.duration(0), '0 sec'],
  ])('write %s', (_, actual, expected) => expect(actual).toBe(expected));

  it('write the time of the panel, and the date in long ranges', () => {
    expect(makeFormatters('Asia/Tokyo', hour).time(at)).toBe('04:36:39');
    expect(makeFormatters('utc', 25 * hour).time(at)).toBe('2026-11-22 19:36:39');
  });
});

it('write bytes in the unit and with the decimals of the panel', () => {
  const inSI = makeFormatters('utc', hour, { unit: 'decbytes', decimals: 3 });
  expect(inSI.bytes(1.5e9)).toBe('1.500 GB');
  expect(inSI.rate(1.5e9 / 3600)).toBe('1.500 GB/h');
});

describe('renderMessage', () => {
  const formatters = makeFormatters('utc', hour);

  it('puts formatted values into the sentence of the catalogue', () => {
    const message: Message = {
      id: 'lazily-freed.headline',
      values: { size: { kind: 'bytes', value: 823 * 1024 * 1024 }, usage: { kind: 'bytes', value: 2 ** 30 } },
    };
    expect(renderMessage(message, formatters)).toMatch(/823 MiB of 1 GiB/);
  });

  it('joins lists of messages', () => {
    const message: Message = {
      id: 'insufficient-data.headline',
      values: {
        missing: {
          kind: 'list',
          value: [
            { id: 'insufficient-data.part-no-go', values: {} },
            { id: 'insufficient-data.part-no-version', values: {} },
          ],
        },
      },
    };
    expect(renderMessage(message, formatters)).toContain('Go series, Go version');
  });

  it('says the id of a message it does not know', () => {
    expect(renderMessage({ id: 'new-finding.headline', values: {} }, formatters)).toBe('new-finding.headline');
  });

  it('leaves labels as they are: markup, entities, placeholders', () => {
    const hostile = '<b>&amp;</b> {{size}} $t(x) a/b 😀';
    const message: Message = {
      id: 'lazily-freed.version-lazy',
      values: { version: { kind: 'text', value: hostile } },
    };
    expect(say(message, formatters)).toContain(hostile);
  });
});

test('tr escapes nothing', () => expect(tr('test.slash', 'of {{name}}', { name: 'a/b <c>' })).toBe('of a/b <c>'));

test.each([
  [1, '1 finding'],
  [3, '3 findings'],
])('trCount of %d', (count, expected) =>
  expect(trCount('test.count', '{{count}} finding', '{{count}} findings', count)).toBe(expected)
);
