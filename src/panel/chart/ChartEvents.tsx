import type { TimeZone } from '@grafana/schema';
import React from 'react';

import { later } from '../later';
import { useChart } from './chartContext';
import type { ChartEvent } from './events';

/** Their code comes after the first picture. */
const EventMarkers = later(() => import('./EventMarkers').then((module) => module.EventMarkers));

/** Marks and annotations again, with what they say. */
export function ChartEvents({ events, timeZone }: { events: readonly ChartEvent[]; timeZone: TimeZone }) {
  const { range, box, height } = useChart();
  return <EventMarkers events={events} range={range} box={box} timeZone={timeZone} height={height} />;
}
