import { useTheme2 } from '@grafana/ui';
import React from 'react';

import { type PreviewScene } from './PreviewScene';

interface Props {
  scene: PreviewScene;
  width: number;
  height: number;
}

/** The panel alone in a box of the given size, for screenshots and tests. */
export function Solo({ scene, width, height }: Props) {
  const { panel } = scene.useState();
  const theme = useTheme2();
  return (
    <main
      aria-label="Panel"
      style={{ width, height, background: theme.colors.background.canvas }}
      data-testid="panel-composition"
    >
      <panel.Component model={panel} />
    </main>
  );
}
