import { EventBusPlugin } from '@grafana/ui';
import React from 'react';

import { useChart } from './chartContext';
import { syncOff } from './sync';

/** Shows the time that other panels of the dashboard point at, and tells them what is pointed at here. */
export function SharedCrosshair() {
  const { builder, data, sync } = useChart();
  return sync.mode === syncOff ? null : <EventBusPlugin config={builder} eventBus={sync.eventBus} frame={data.frame} />;
}
