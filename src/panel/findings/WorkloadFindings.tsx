import React, { type ComponentProps } from 'react';

import type { ShownWorkload, WorkloadProps } from '../useWorkload';
import { FindingsView } from './FindingsView';
import { useTools } from './useTools';

type OfView = 'id' | 'height' | 'selected' | 'onSelect' | 'onClose';

interface Props extends Pick<ComponentProps<typeof FindingsView>, OfView> {
  panel: WorkloadProps;
  shown: ShownWorkload;
}

/** The findings of the workload that is shown, with what can be done about them: compare, explore, alert, annotate. */
export function WorkloadFindings({ panel, shown, ...view }: Props) {
  const tools = useTools(panel, shown);
  const { findings, views } = shown;
  return <FindingsView {...view} findings={findings} problems={panel.model.problems} views={views} tools={tools} />;
}
