import { useLayoutEffect, type RefObject } from 'react';

/** px that stay free at the edge of the window, and that are left to read in at least. */
const margin = 8;
const least = 96;

/**
 * Keeps what is pinned inside the window: it has more in it than while the pointer moved, and Grafana leaves it at the
 * place that it found for less. What has no room is scrolled.
 */
export function useWithinWindow(frame: RefObject<HTMLElement | null>, pinned: boolean): void {
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) {
      return;
    }
    element.style.maxHeight = '';
    if (pinned) {
      const { top, bottom, height } = element.getBoundingClientRect();
      const beyond = Math.max(0, margin - top) + Math.max(0, bottom + margin - window.innerHeight);
      if (beyond > 0) {
        element.style.maxHeight = `${Math.max(least, height - beyond)}px`;
      }
    }
  }, [frame, pinned]);
}
