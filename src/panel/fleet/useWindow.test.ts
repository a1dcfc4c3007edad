import { act, renderHook } from '@testing-library/react';
import type { UIEvent } from 'react';

import { useWindow } from './useWindow';

const scrolledTo = (scrollTop: number) => ({ currentTarget: { scrollTop } }) as UIEvent<HTMLElement>;

describe('useWindow', () => {
  it('draws what is in sight where rows get another height', () => {
    const { result, rerender } = renderHook(({ rowHeight }) => useWindow(400, rowHeight, 1000), {
      initialProps: { rowHeight: 40 },
    });
    act(() => result.current.onScroll(scrolledTo(4000)));
    expect(result.current.rows).toEqual({ first: 96, end: 115 });
    rerender({ rowHeight: 28 });
    const { first, end } = result.current.rows;
    expect(first).toBeLessThanOrEqual(142);
    expect(end).toBeGreaterThanOrEqual(157);
  });
});
