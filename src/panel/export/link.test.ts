import { locationService } from '@grafana/runtime';

import { chosenInLink, linkTo } from './link';

describe('linkTo', () => {
  it('names workload and time range, and keeps what else the page was opened with', () => {
    window.history.replaceState(null, '', '/d/a/b?var-pod=x&from=now-1h&to=now&refresh=5s&gomem-2=other');
    const url = new URL(linkTo(1, '["","shop","web (0)","web"]', { from: 10, to: 20 }));
    expect(url.pathname).toBe('/d/a/b');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      'var-pod': 'x',
      from: '10',
      to: '20',
      'gomem-1': '["","shop","web (0)","web"]',
      'gomem-2': 'other',
    });
    expect(url.href).not.toMatch(/[()\s]/);
  });

  it('is read again where it is opened', () => {
    // In tests the service keeps a history of its own.
    locationService.push(linkTo(1, 'a/b&c', { from: 10, to: 20 }).replace(/^https?:\/\/[^/]+/, ''));
    expect(chosenInLink(1)).toBe('a/b&c');
    expect(chosenInLink(2)).toBe('other');
  });
});
