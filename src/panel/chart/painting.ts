import type { GrafanaTheme2 } from '@grafana/data';
import type { UPlotConfigBuilder } from '@grafana/ui';

import type { Shade } from '../verdict';
import type { Annotation } from './annotations';
import type { BoxStore } from './box';
import { drawBrushed } from './brushed';
import { drawAnnotations, drawGoMissing, drawMarks, drawRegions, drawShades, type Span } from './drawing';
import { drawFocus, type Focus } from './focus';
import type { Ghost } from './ghost';
import type { Mark } from './marks';
import { pixelRatio } from './pixels';
import { drawThresholdAreas, drawThresholdLines, type thresholdsOf } from './thresholds';

/** Marks, annotations and intervals that are drawn over and behind the series. */
export interface Painted {
  marks: readonly Mark[];
  annotations: readonly Annotation[];
  shades: readonly Shade[];
  goMissing: readonly Span[];
  /** What the workload is compared with. */
  ghost: Ghost | null;
  /** Spans of the range that are compared, in order of time. */
  compared: readonly Span[];
  /** Layers and interval of the selected finding. */
  focus: Focus | null;
}

interface Painting {
  theme: GrafanaTheme2;
  /** Key of the value axis. */
  scale: string;
  thresholds: ReturnType<typeof thresholdsOf>;
  /** Whether the value axis counts bytes. */
  hasBytes: boolean;
  veil: Parameters<typeof drawFocus>[2];
  live: () => Painted;
  box: BoxStore;
}

/** Adds what is painted behind and over the series, as `live` says at the time of drawing. */
export function addPainting(builder: UPlotConfigBuilder, painting: Painting): void {
  const { theme, scale, thresholds, hasBytes, veil, live, box } = painting;
  builder.addHook('drawClear', (u) => {
    if (thresholds?.areas) {
      drawThresholdAreas(u, scale, thresholds, theme);
    }
    drawShades(u, live().shades, theme);
    drawRegions(u, live().annotations);
  });
  builder.addHook('draw', (u) => {
    const { focus, ghost, compared, goMissing, annotations, marks } = live();
    if (focus) {
      drawFocus(u, focus, veil, theme);
    }
    if (ghost && hasBytes) {
      ghost.draw(u, scale, theme);
    }
    drawBrushed(u, compared, theme);
    drawGoMissing(u, goMissing, theme);
    if (thresholds?.lines) {
      drawThresholdLines(u, scale, thresholds, theme);
    }
    drawAnnotations(u, annotations);
    drawMarks(u, marks, theme);
    const ratio = pixelRatio();
    const { left, top, width, height } = u.bbox;
    box.set({ left: left / ratio, top: top / ratio, width: width / ratio, height: height / ratio });
  });
}
