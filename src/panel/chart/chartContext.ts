import type { UPlotConfigBuilder } from '@grafana/ui';
import { createContext, useContext, type RefObject } from 'react';
import type uPlot from 'uplot';

import type { BoxStore } from './box';
import type { Sync } from './sync';
import type { StackData } from './useStackData';

/** What the chart gives to its features, which are its children. */
export interface Chart {
  builder: UPlotConfigBuilder;
  plot: RefObject<uPlot | null>;
  data: StackData;
  /** Range of the time axis, ms. */
  range: { from: number; to: number };
  /** Height of the whole chart, CSS pixels. */
  height: number;
  /** Where the plot lies in the chart. */
  box: BoxStore;
  sync: Sync;
}

export const ChartContext = createContext<Chart | null>(null);

export function useChart(): Chart {
  const chart = useContext(ChartContext);
  if (!chart) {
    throw new Error('This belongs into a StackChart');
  }
  return chart;
}
