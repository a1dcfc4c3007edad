import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';

import type { LayerClass } from '../../composition/types';

interface Props {
  color: string;
  /** Plain, dotted or hatched like the layer's fill, a line, or an area over the layers. */
  kind: LayerClass | 'line' | 'area';
  dashed?: boolean;
  /** True: hatched in the other direction, as page cache is. */
  mirrored?: boolean;
}

/** A sample of how a series is drawn. */
export function ClassSwatch({ color, kind, dashed = false, mirrored = false }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <span
      aria-hidden
      className={cx(styles.swatch, styles[kind], dashed && styles.dashed, mirrored && styles.mirrored)}
      style={{ color }}
    />
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  swatch: css({
    display: 'inline-block',
    width: theme.spacing(1.5),
    height: theme.spacing(1.25),
    marginRight: theme.spacing(1),
    verticalAlign: 'baseline',
    border: '1px solid currentColor',
    forcedColorAdjust: 'none',
  }),
  needed: css({ background: 'currentColor' }),
  undecided: css({
    backgroundImage: 'radial-gradient(currentColor 1px, transparent 1.3px)',
    backgroundSize: '4px 4px',
  }),
  reclaimable: css({
    backgroundImage: 'repeating-linear-gradient(135deg, currentColor 0 1.5px, transparent 1.5px 4px)',
  }),
  mirrored: css({ transform: 'scaleX(-1)' }),
  area: css({ backgroundImage: 'repeating-linear-gradient(90deg, currentColor 0 1.5px, transparent 1.5px 4px)' }),
  line: css({ height: 2, border: 'none', background: 'currentColor', verticalAlign: 'middle' }),
  dashed: css({
    background: 'repeating-linear-gradient(90deg, currentColor 0 4px, transparent 4px 8px)',
  }),
});
