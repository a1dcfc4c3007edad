import type { PanelProps } from '@grafana/data';
import React from 'react';

import type { Missing } from '../../model';
import { MissingView } from './MissingView';
import { selectorFor, variablesOf } from './selector';
import { useSource } from './useSource';

interface Props extends Pick<PanelProps, 'data' | 'replaceVariables' | 'fieldConfig' | 'width' | 'height'> {
  missing: Missing;
}

/** Why a panel has nothing to draw, in its dashboard: with its variables, and what its data source has. */
export function MissingPanel({ missing, data, replaceVariables, fieldConfig, width, height }: Props) {
  const source = useSource(data.request, replaceVariables);
  const { noValue } = fieldConfig.defaults;
  return (
    <MissingView
      missing={missing}
      noValue={noValue && replaceVariables(noValue)}
      selector={selectorFor(replaceVariables)}
      source={source}
      hasVariable={variablesOf(replaceVariables)}
      width={width}
      height={height}
    />
  );
}
