import { useCallback, useState, type UIEvent } from 'react';

/** Rows beyond the edges that are drawn too, so that scrolling does not show empty space. */
const beyond = 4;

/** A half-open range of rows. */
export interface RowWindow {
  first: number;
  end: number;
}

/** Rows in sight: only those are drawn, however many there are. */
export function windowOf(scrolled: number, height: number, rowHeight: number, count: number): RowWindow {
  const first = Math.max(0, Math.min(Math.floor(scrolled / rowHeight), count - 1) - beyond);
  return { first, end: Math.min(count, Math.ceil((scrolled + height) / rowHeight) + beyond) };
}

/** Follows the scrolling of a box. Renders only when another row comes into sight. */
export function useWindow(height: number, rowHeight: number, count: number) {
  // CSS pixels, as rows may get another height: the box then stays where it is, and other rows come into sight.
  const [top, setTop] = useState(0);
  const onScroll = useCallback(
    ({ currentTarget }: UIEvent<HTMLElement>) => setTop(Math.floor(currentTarget.scrollTop / rowHeight) * rowHeight),
    [rowHeight]
  );
  // The box may be scrolled part of a row further.
  return { onScroll, rows: windowOf(top, height + rowHeight, rowHeight, count) };
}
