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
    u.root.addEventListener('keydown', ({ key, target }) => {
      if (key === 'Enter' && target === u.root) {
        point(u, 'click');
      } else if (key === 'Escape') {
        point(u, 'mouseleave');
      }
    });
    u.root.addEventListener('blur', () => point(u, 'mouseleave'));
  });
}

/** The event of a pointer at the crosshair. */
function point(u: uPlot, type: 'mousemove' | 'click' | 'mouseleave'): void {
  const { left = -1, top = -1 } = u.cursor;
  if (left < 0 && type !== 'mouseleave') {
    return;
  }
  const plot = u.over.getBoundingClientRect();
  const place = { clientX: plot.left + left, clientY: plot.top + top };
  if (type === 'mousemove') {
    // A pointer that comes to where the crosshair is already would change nothing; one that enters there does.
    u.over.dispatchEvent(new MouseEvent('mouseleave', place));
  }
  u.over.dispatchEvent(new MouseEvent(type, { ...place, bubbles: type !== 'mouseleave' }));
}
