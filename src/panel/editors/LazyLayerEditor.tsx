import type { StandardEditorProps } from '@grafana/data';
import React, { lazy, Suspense } from 'react';

import type { PanelOptions } from '../options';

const Loaded = lazy(() => import('./LayerEditor').then((module) => ({ default: module.LayerEditor })));

/** Only who edits a panel needs the editor: it comes when the option pane opens. */
export function LayerEditor(props: StandardEditorProps<PanelOptions['layers'], unknown, PanelOptions>) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
