import { type VizPanel } from '@grafana/scenes';
import React from 'react';
export function OptionsPane({ panel }: { panel: VizPanel }) {
  return <aside aria-label="Panel options">{panel.state.pluginId}</aside>;
}
