import { Combobox } from '@grafana/ui';
import React, { useId, useMemo } from 'react';

import type { WorkloadModel } from '../model';
import type { Workload } from '../workloads/types';
import { findingName, severityName } from './names';
import { byWorst, verdictOf } from './verdict';
import { tr } from './translate';

interface Props {
  workloads: readonly WorkloadModel[];
  selected: string;
  onSelect: (workload: Workload) => void;
}

/** Choice of the workload that is drawn, worst first. */
export function WorkloadSelect({ workloads, selected, onSelect }: Props) {
  const labelId = useId();
  const options = useMemo(
    () =>
      [...workloads].sort(byWorst).map(({ workload, findings }) => {
        const verdict = verdictOf(findings);
        const description = verdict
          ? `${severityName(verdict.severity)}: ${findingName(verdict.id)}`
          : tr('workloads.healthy', 'Nothing found');
        return { value: workload.key, label: workload.name, description };
      }),
    [workloads]
  );
  return (
    <div data-testid="composition-workload-select">
      <span id={labelId} hidden>
        {tr('workloads.label', 'Container shown')}
      </span>
      <Combobox
        aria-labelledby={labelId}
        options={options}
        value={selected}
        onChange={({ value }) => {
          const chosen = workloads.find(({ workload }) => workload.key === value);
          if (chosen) {
            onSelect(chosen.workload);
          }
        }}
        width="auto"
        minWidth={24}
        maxWidth={48}
      />
    </div>
  );
}
