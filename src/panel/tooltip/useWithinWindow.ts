import { useEffect, useLayoutEffect, type RefObject } from 'react';

/** px that stay free at the edge of the window, and that are left to read in at least. */
const margin = 8;
const least = 96;

/** px that an element is beyond the window, across and down. */
function beyond(element: HTMLElement) {
  const { left, right, top, bottom, height } = element.getBoundingClientRect();
  const across = Math.max(0, margin - left) + Math.max(0, right + margin - window.innerWidth);
  const down = Math.max(0, margin - top) + Math.max(0, bottom + margin - window.innerHeight);
  return { across, down, height };
}

const limit = (element: HTMLElement, height: string) => element.style.setProperty('max-height', height);

/**
 * Keeps a tooltip inside the window. Grafana places the first one before it knows its size, which it finds out in time
 * for the next move of the pointer only where the machine is fast. Pinned it has more in it, for which Grafana looks
 * for no other place: what has no room is scrolled.
 */
export function useWithinWindow(frame: RefObject<HTMLElement | null>, pinned: boolean, place?: () => void): void {
  useEffect(() => {
    // Sizes are observed at the end of a frame.
    let next = requestAnimationFrame(() => {
      next = requestAnimationFrame(() => {
        const { across = 0, down = 0 } = frame.current ? beyond(frame.current) : {};
        if (across > 0 || down > 0) {
          place?.();
        }
      });
    });
    return () => cancelAnimationFrame(next);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once, when it appears
  }, []);
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) {
      return;
    }
    limit(element, '');
    const { down, height } = beyond(element);
    if (pinned && down > 0) {
      limit(element, `${Math.max(least, height - down)}px`);
    }
  }, [frame, pinned]);
}
