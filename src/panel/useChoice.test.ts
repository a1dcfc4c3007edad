import { locationService } from '@grafana/runtime';
import { act, renderHook } from '@testing-library/react';

import { fleetRow } from '../../tests/fixtures/panel/fleet';
import { useChoice } from './useChoice';

const row = fleetRow({ key: '["shop","web-0"]', labels: { namespace: 'shop', pod: 'web-0', container: 'web' } });
const search = () => Object.fromEntries(locationService.getSearch());

beforeEach(() => locationService.push('/?other=1'));

describe('useChoice', () => {
  it('keeps the choice in the link, under the id of the panel', () => {
    const { result } = renderHook(() => useChoice(7, []));
    expect(result.current[0]).toBeNull();
    act(() => result.current[1](row));
    expect(search()).toEqual({ other: '1', 'gomem-7': row.key });
    expect(result.current[0]).toBe(row.key);
    act(() => result.current[1](null));
    expect(search()).toEqual({ other: '1' });
    expect(result.current[0]).toBeNull();
  });

  it('leaves the choice of another panel alone', () => {
    locationService.push('/?gomem-8=other');
    const { result } = renderHook(() => useChoice(7, []));
    act(() => result.current[1](row));
    expect(search()).toEqual({ 'gomem-7': row.key, 'gomem-8': 'other' });
  });

  it('follows the link', () => {
    const { result } = renderHook(() => useChoice(7, []));
    act(() => locationService.partial({ 'gomem-7': 'a' }));
    expect(result.current[0]).toBe('a');
  });

  it('sets the variables that were named, of labels that the row has', () => {
    const { result } = renderHook(() => useChoice(7, ['pod', 'cluster']));
    act(() => result.current[1](row));
    expect(search()).toEqual({ other: '1', 'gomem-7': row.key, 'var-pod': 'web-0' });
    act(() => result.current[1](null));
    expect(search()).toEqual({ other: '1', 'var-pod': 'web-0' });
  });
});
