import { type PanelDataErrorViewProps } from '@grafana/runtime';
import { EmptyState } from '@grafana/ui';
import React from 'react';

/** Stands for the view that Grafana's core supplies: says why a panel cannot draw its data. */
export function PanelDataErrorView({ message, data, needsNumberField, needsTimeField }: PanelDataErrorViewProps) {
  return <EmptyState variant="not-found" message={message ?? reason()} />;

  function reason(): string {
    if (!data.series.some((frame) => frame.length > 0)) {
      return 'No data';
    }
    if (needsTimeField) {
      return 'Data is missing a time field';
    }
    return needsNumberField ? 'Data is missing a number field' : 'Cannot visualize data';
  }
}
