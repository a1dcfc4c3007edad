import type { UPlotConfigBuilder } from '@grafana/ui';
import type uPlot from 'uplot';

const moves = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

/**
 * Grafana's keyboard plugin moves the crosshair with the arrow keys, but its tooltip shows for a pointer only. When an
 * arrow key is let go the place counts as pointed at, and Enter as a click there, which pins the tooltip; Escape and
 * leaving the chart end it.
 */
export function addKeyboardTooltip(builder: UPlotConfigBuilder): void {
  builder.addHook('init', (u) => {
    u.root.addEventListener('keyup', ({ key }) => {
      if (moves.has(key)) {
        point(u, 'mousemove');
      }
    });
    u.root.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target === u.root) {
        point(u, 'click');
      } else if (event.key === 'Escape' && isShown(u)) {
        // The first Escape ends the tooltip, the next one what the chart is shown in.
        event.stopPropagation();
        point(u, 'mouseleave');
      }
    });
    u.root.addEventListener('blur', () => point(u, 'mouseleave'));
  });
}

const isShown = ({ cursor }: uPlot): boolean => (cursor.left ?? -1) >= 0;

/**
 * What the chart sees of a pointer. One that comes to where the crosshair is already would change nothing, one that
 * enters there does; and a click counts only where the button went down.
 */
const events = {
  mousemove: ['mouseleave', 'mousemove'],
  click: ['mousedown', 'mouseup', 'click'],
  mouseleave: ['mouseleave'],
} as const;

/** Sends the events of a pointer at the crosshair. */
function point(u: uPlot, action: keyof typeof events): void {
  const { left = -1, top = -1 } = u.cursor;
  if (!isShown(u) && action !== 'mouseleave') {
    return;
  }
  const plot = u.over.getBoundingClientRect();
  for (const type of events[action]) {
    const place = { clientX: plot.left + left, clientY: plot.top + top, bubbles: type !== 'mouseleave' };
    u.over.dispatchEvent(new MouseEvent(type, place));
  }
}
