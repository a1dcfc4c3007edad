import type { TimeZone } from '@grafana/schema';
import React, { lazy, Suspense } from 'react';

import { useChart } from './chartContext';
import type { ChartEvent } from './events';

/** Their code comes after the first picture. */
const EventMarkers = lazy(() => import('./EventMarkers').then((module) => ({ default: module.EventMarkers })));

/** Marks and annotations again, with what they say. */
export function ChartEvents({ events, timeZone }: { events: readonly ChartEvent[]; timeZone: TimeZone }) {
  const { range, box, height } = useChart();
  return (
    <Suspense fallback={null}>
      <EventMarkers events={events} range={range} box={box} timeZone={timeZone} height={height} />
    </Suspense>
  );
}
