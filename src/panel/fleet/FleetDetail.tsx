import React from 'react';

import type { WorkloadProps } from '../useWorkload';
import { WorkloadView } from '../WorkloadView';
import { DetailHead, detailHeadHeight } from './DetailHead';
import type { Box } from './fleetLayout';
import type { FleetRow } from './fleetRow';
import { nameOf, rowKeyOfOwner } from './ownerRows';

interface Props {
  panel: WorkloadProps;
  row: FleetRow;
  box: Box;
  isAlone: boolean;
  /** Opens another row by its key, or none. */
  onChoose: (row: Pick<FleetRow, 'key' | 'labels'> | null) => void;
}

/** What is open of the list: one workload. */
export function FleetDetail({ panel, row, box, isAlone, onChoose }: Props) {
  const close = () => onChoose(null);
  const [first] = row.members;
  const { ownerKey } = first.workload;
  const siblings = panel.model.workloads.filter(({ workload }) => ownerKey !== null && workload.ownerKey === ownerKey);
  const owner =
    ownerKey !== null && siblings.length > 1
      ? {
          name: nameOf(siblings),
          count: siblings.length,
          open: () => onChoose({ key: rowKeyOfOwner(ownerKey), labels: {} }),
        }
      : null;
  return (
    <>
      <DetailHead name={row.name} owner={owner} isAlone={isAlone} onClose={close} />
      <WorkloadView
        {...panel}
        key={row.key}
        chosen={row.key}
        width={box.width}
        height={box.height - detailHeadHeight}
      />
    </>
  );
}
