import { finding, start } from '../../../tests/fixtures/panel/fixture';
import { makeFormatters } from '../formatting';
import { noticeTextOf } from './notice';

const formatters = makeFormatters('utc', 1000);
const lack = finding({ id: 'insufficient-data' });

describe('noticeTextOf', () => {
  it.each([
    ['nothing', null, null, null],
    ['old data', start, null, /^No sample since 10:00:00/],
    ['what is lacking', null, lack, /^Not a leak/],
    ['both', start, lack, /^No sample since.*Not a leak/],
  ])('says %s', (_, stale, finding_, expected) => {
    const text = noticeTextOf({ stale, lack: finding_, fellBack: false }, formatters);
    expected === null ? expect(text).toBeNull() : expect(text).toMatch(expected);
  });

  it('says that shares of usage are drawn where there is no limit', () =>
    expect(noticeTextOf({ stale: null, lack: null, fellBack: true }, formatters)).toMatch(/no memory limit/));
});
