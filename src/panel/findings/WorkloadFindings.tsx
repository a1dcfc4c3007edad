import React, { type ComponentProps } from 'react';

import type { Compare } from '../compare/useCompare';
import type { ShownWorkload, WorkloadProps } from '../useWorkload';
import { FindingsView } from './FindingsView';
import { useTools } from './useTools';

type OfView = 'id' | 'height' | 'selected' | 'onSelect' | 'onClose';

interface Props extends Pick<ComponentProps<typeof FindingsView>, OfView> {
  panel: WorkloadProps;
  shown: ShownWorkload;
  compare: Compare;
  /** Whether there is room for a chart beside the list. */
  hasChart: boolean;
}

/** The findings of the workload that is shown, with what can be done about them: compare, explore, alert, annotate. */
export function WorkloadFindings({ panel, shown, compare, hasChart, ...view }: Props) {
  const tools = useTools(panel, shown, hasChart);
  const { findings } = shown;
  return <FindingsView {...view} findings={findings} problems={panel.model.problems} tools={tools} compare={compare} />;
}
