import { useEffect, useRef } from 'react';

/**
 * For a tooltip that follows the pointer, so that the pointer is never over it: where it is higher than it may be, the
 * wheel over the chart scrolls it, to its end, then the page again.
 */
export function useScrolledByWheel(active: boolean) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!active) {
      return undefined;
    }
    const scroll = (event: WheelEvent) => {
      const { current: tooltip } = frame;
      const before = tooltip?.scrollTop;
      tooltip?.scrollBy(0, event.deltaY);
      if (tooltip?.scrollTop !== before) {
        event.preventDefault();
      }
    };
    window.addEventListener('wheel', scroll, { passive: false });
    return () => window.removeEventListener('wheel', scroll);
  }, [active]);
  return frame;
}
