import type { KeyboardEvent } from 'react';

/** Leaves on Escape, and keeps the key from Grafana, which would close the full view of the panel. */
export function leaveOnEscape(event: KeyboardEvent, leave: () => void): void {
  if (event.key === 'Escape') {
    event.stopPropagation();
    leave();
  }
}
