import type { StandardEditorProps } from '@grafana/data';
import React, { lazy, Suspense } from 'react';

import type { PanelOptions } from '../panelOptions';

const Loaded = lazy(() => import('./LayerEditor').then((module) => ({ default: module.LayerEditor })));

/** Loads the layer editor when the option pane opens: only people who edit a panel need it. */
export function LayerEditor(props: StandardEditorProps<PanelOptions['layers'], unknown, PanelOptions>) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
