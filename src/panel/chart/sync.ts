import type { DashboardCursorSync, EventBus } from '@grafana/data';
import { usePanelContext } from '@grafana/ui';

/** DashboardCursorSync.Off; the enum is not shared with plugins at run time. */
export const syncOff: DashboardCursorSync = 0;

/** How the crosshair is shared with the other panels of the dashboard. */
export interface Sync {
  mode: DashboardCursorSync;
  scope: string;
  eventBus: EventBus;
}

export function useSync(): Sync {
  const { sync, eventsScope, eventBus } = usePanelContext();
  return { mode: sync?.() ?? syncOff, scope: eventsScope, eventBus };
}
