import React from 'react';

import { haveOneOwner } from '../../workloads/owner';
import type { Formatters } from '../formatting';
import type { WorkloadProps } from '../useWorkload';
import { WorkloadView } from '../WorkloadView';
import { DetailHead, detailHeadHeight } from './DetailHead';
import type { Box } from './fleetLayout';
import type { FleetRow } from './fleetRow';
import { nameOf, rowKeyOfOwner } from './ownerRows';
import { OwnerView } from './OwnerView';

interface Props {
  panel: WorkloadProps;
  row: FleetRow;
  box: Box;
  isAlone: boolean;
  formatters: Formatters;
  /** Opens another row by its key, or none. */
  onChoose: (row: Pick<FleetRow, 'key' | 'labels'> | null) => void;
}

/** What is open of the list: one workload, or an owner with all of its workloads. */
export function FleetDetail({ panel, row, box, isAlone, formatters, onChoose }: Props) {
  const close = () => onChoose(null);
  const [first] = row.members;
  const { ownerKey } = first.workload;
  const siblings = panel.model.workloads.filter(({ workload }) => haveOneOwner(workload, first.workload));
  const owner =
    row.kind === 'pod' && ownerKey !== null && siblings.length > 1
      ? {
          name: nameOf(siblings),
          count: siblings.length,
          open: () => onChoose({ key: rowKeyOfOwner(ownerKey), labels: {} }),
        }
      : null;
  const rest = { width: box.width, height: box.height - detailHeadHeight };
  return (
    <>
      <DetailHead name={row.name} owner={owner} isAlone={isAlone} isNarrow={box.width < 480} onClose={close} />
      {row.kind === 'owner' ? (
        <OwnerView
          key={row.key}
          panel={panel}
          name={row.name}
          members={row.members}
          box={rest}
          formatters={formatters}
          of="owner"
          onChoose={onChoose}
        />
      ) : (
        <WorkloadView {...panel} {...rest} key={row.key} chosen={row.key} />
      )}
    </>
  );
}
