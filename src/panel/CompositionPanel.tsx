import type { PanelProps } from '@grafana/data';
import React from 'react';

import type { PanelOptions } from './options';

export function CompositionPanel({ data, width, height }: PanelProps<PanelOptions>) {
  return (
    <div data-testid="composition-panel" style={{ width, height }}>
      {data.series.length}
    </div>
  );
}
