import type { GrafanaTheme2 } from '@grafana/data';
import React, { memo } from 'react';

import { layerById } from '../../composition/layers';
import type { Composition, LayerId } from '../../composition/types';
import { stackPaths } from './sparkPaths';

interface Props {
  composition: Composition;
  theme: GrafanaTheme2;
  width: number;
  height: number;
}

/** The composition over the range at a glance, without axes. It says nothing that the row does not say in words. */
export const Sparkline = memo(function Sparkline({ composition, theme, width, height }: Props) {
  return (
    <svg width={width} height={height} viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
      {stackPaths(composition).map(({ id, path }) => (
        <path key={id} d={path} fill={colorOf(id, theme)} />
      ))}
    </svg>
  );
});

const colorOf = (id: LayerId, theme: GrafanaTheme2): string =>
  theme.visualization.getColorByName(layerById.get(id)?.color ?? 'gray');
