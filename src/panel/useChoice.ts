import { locationService } from '@grafana/runtime';
import { useCallback, useSyncExternalStore } from 'react';

import { chosenInLink, parameterOf } from './export/link';
import type { FleetRow } from './fleet/fleetRow';

const listen = (changed: () => void): (() => void) => locationService.getHistory().listen(changed);

/**
 * Key of the chosen row, kept in the link, so that it survives refreshes and can be shared. Choosing also sets the
 * dashboard variables that the user named, each to the value of the row's label of that name.
 */
export function useChoice(
  panelId: number,
  variables: readonly string[]
): [string | null, (row: Pick<FleetRow, 'key' | 'labels'> | null) => void] {
  const parameter = parameterOf(panelId);
  const chosen = useSyncExternalStore(listen, () => chosenInLink(panelId));
  const choose = useCallback(
    (row: Pick<FleetRow, 'key' | 'labels'> | null) => {
      const values = variables
        .filter((name) => row?.labels[name] !== undefined)
        .map((name) => [`var-${name}`, row?.labels[name]]);
      locationService.partial({ [parameter]: row?.key ?? null, ...Object.fromEntries(values) });
    },
    [parameter, variables]
  );
  return [chosen, choose];
}
