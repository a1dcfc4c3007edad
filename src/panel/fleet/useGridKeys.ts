import type { KeyboardEvent } from 'react';

import { leaveOnEscape } from '../leaveOnEscape';

interface Grid {
  count: number;
  /** Row that has the focus; -1 where none has. */
  active: number;
  /** Rows that one press of PageDown moves by. */
  page: number;
  onMove: (index: number) => void;
  onEnter: (index: number) => void;
  /** Null where there is nothing to leave. */
  onEscape: (() => void) | null;
}

/** Keys of a table whose rows can be chosen, as the ARIA practices for grids have them. */
export function useGridKeys({ count, active, page, onMove, onEnter, onEscape }: Grid) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (onEscape) {
      leaveOnEscape(event, onEscape);
    }
    // Buttons in the head have keys of their own.
    if (event.target !== event.currentTarget || count === 0 || event.altKey || event.ctrlKey || event.metaKey) {
      return;
    }
    const to = targetOf(event.key, active, page, count);
    if (to !== null) {
      event.preventDefault();
      onMove(Math.min(count - 1, Math.max(0, to)));
    } else if ((event.key === 'Enter' || event.key === ' ') && active >= 0) {
      event.preventDefault();
      onEnter(active);
    }
  };
}

function targetOf(key: string, active: number, page: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return active + 1;
    case 'ArrowUp':
      return active - 1;
    case 'PageDown':
      return active + page;
    case 'PageUp':
      return active - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
