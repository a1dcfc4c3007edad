import { dateTime, type DataQueryRequest, type TimeRange } from '@grafana/data';

import { composition, start, step } from '../../../tests/fixtures/panel/fixture';
import { staleSince } from './staleness';

const made = composition({ layers: { anonymous: [1, 2, 3, NaN] } });
const last = start + 2 * step;
const range = (to: number, raw: TimeRange['raw']['to'], stepsBefore = 0): TimeRange => ({
  from: dateTime(start - stepsBefore * step),
  to: dateTime(to),
  raw: { from: 'now-1h', to: raw },
});
const request = (endTime?: number) => ({ endTime }) as DataQueryRequest;

describe('staleSince', () => {
  it.each([
    ['older than three steps', range(last + 3 * step + 1, 'now'), undefined, last],
    ['three steps old', range(last + 3 * step, 'now'), undefined, null],
    ['old in an absolute range', range(last + 100 * step, dateTime(last + 100 * step)), undefined, last],
    ['at the end of an absolute range', range(last + 4 * step, dateTime(last + 4 * step), 100), undefined, null],
    ['as old as the end of a relative range lets it be', range(last + 3 * step, 'now-5m'), undefined, null],
    ['fresh when it was asked for', range(last + 100 * step, 'now'), request(last + step), null],
    ['old when it was asked for', range(last + 100 * step, 'now'), request(last + 50 * step), last],
  ])('%s', (_, timeRange, asked, expected) => expect(staleSince(made, timeRange, asked)).toBe(expected));

  it('says nothing where nothing is drawn', () => {
    const empty = composition({ layers: { anonymous: [NaN] } });
    expect(staleSince(empty, range(last + 100 * step, 'now'), undefined)).toBeNull();
  });
});
