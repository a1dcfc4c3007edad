import { useEffect, useRef } from 'react';

/**
 * For a tooltip that follows the pointer, so that the pointer is never over it: where it is higher than it may be, the
 * wheel over `chart` scrolls it, to its end, then the page again. Without a chart the wheel scrolls the page.
 */
export function useScrolledByWheel(chart: HTMLElement | undefined) {
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!chart) {
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
    chart.addEventListener('wheel', scroll, { passive: false });
    return () => chart.removeEventListener('wheel', scroll);
  }, [chart]);
  return frame;
}
