import type { StandardEditorProps } from '@grafana/data';
import React, { lazy, Suspense } from 'react';

const Loaded = lazy(() => import('./ProfileSourceEditor').then((module) => ({ default: module.ProfileSourceEditor })));

/** Loads the choice of a data source when the option pane opens: only people who edit a panel need it. */
export function ProfileSourceEditor(props: StandardEditorProps<string>) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
