import { dateTime, getDefaultTimeRange, type DataQueryRequest } from '@grafana/data';

import { start } from '../../../tests/fixtures/panel/fixture';
import { dataSourceOf, exploreLink, mayExplore } from './explore';

const prometheus = { type: 'prometheus', uid: 'prom-1' };
const mimir = { type: 'prometheus', uid: 'mimir' };
const request = (...targets: DataQueryRequest['targets']) => ({ targets });

describe('dataSourceOf', () => {
  it.each([
    ['the only one', request({ refId: 'A', datasource: prometheus }), prometheus],
    [
      'the one that supplied the workload, in a mixed panel',
      request({ refId: 'X', datasource: mimir }, { refId: 'A', datasource: prometheus }),
      prometheus,
    ],
    [
      'a real one beside expressions',
      request({ refId: 'A', datasource: { uid: '__expr__', type: '__expr__' } }, { refId: 'B', datasource: mimir }),
      mimir,
    ],
    [
      'none of another panel',
      request({ refId: 'A', datasource: { uid: '-- Dashboard --', type: 'datasource' } }),
      null,
    ],
    ['none of a mixed panel that names none', request({ refId: 'A', datasource: { uid: '-- Mixed --' } }), null],
    ['none without a data source', request({ refId: 'A' }), null],
    ['none without a request', undefined, null],
  ])('is %s', (_, from, expected) => expect(dataSourceOf(from, ['A', undefined])).toEqual(expected));
});

it('reads the data source that a variable chooses, also that of a repeated panel', () => {
  const from = request({ refId: 'A', datasource: { type: 'prometheus', uid: '${source}' } });
  const interpolate = (text: string) => text.replace('${source}', 'prom-1');
  expect(dataSourceOf(from, ['A'], interpolate)).toEqual(prometheus);
  expect(dataSourceOf(from, ['A'], () => '-- Dashboard --')).toBeNull();
});

describe('exploreLink', () => {
  it('fills in data source, query and range', () => {
    const range = { ...getDefaultTimeRange(), from: dateTime(start), to: dateTime(start + 1000) };
    const url = new URL(exploreLink('a{b="c & d"}', prometheus, range), 'http://localhost');
    expect(url.pathname).toBe('/explore');
    expect(url.searchParams.get('schemaVersion')).toBe('1');
    const panes: Record<string, unknown> = JSON.parse(url.searchParams.get('panes') ?? '');
    expect(Object.values(panes)).toEqual([
      {
        datasource: 'prom-1',
        queries: [{ refId: 'A', datasource: prometheus, expr: 'a{b="c & d"}', range: true, instant: false }],
        range: { from: String(start), to: String(start + 1000) },
      },
    ]);
  });
});

describe('mayExplore', () => {
  it.each([
    [{ exploreEnabled: true }, true],
    [{ exploreEnabled: false }, false],
    [{}, false],
    [{ exploreEnabled: true, bootData: { user: { permissions: { 'datasources:explore': true } } } }, true],
    [{ exploreEnabled: true, bootData: { user: { permissions: {} } } }, false],
    [{ exploreEnabled: true, bootData: { user: {} } }, true],
  ])('%j: %s', (config, expected) => expect(mayExplore(config)).toBe(expected));
});
