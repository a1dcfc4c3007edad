import React from 'react';

import type { Formatters } from '../formatting';
import type { Comparison } from './comparison';
import { comparisonTexts } from './comparisonTexts';
import { NumbersTable } from './NumbersTable';

interface Props {
  comparison: Comparison;
  formatters: Formatters;
}

/** The numbers before and after. */
export function ComparisonTable({ comparison, formatters }: Props) {
  const { headers, rows, caption } = comparisonTexts(comparison, formatters);
  return (
    <NumbersTable
      headers={headers}
      rows={rows.map(({ quantity, name, before, after, change }) => ({
        key: quantity,
        name,
        cells: [before, after, change],
      }))}
      caption={caption}
      testId="composition-comparison"
    />
  );
}
