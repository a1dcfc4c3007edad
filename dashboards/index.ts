import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';

import { exampleFiles } from './examples';
import { fleet, fleetPanels } from './fleet';
import type { PanelSpec } from './panels';
import { recorded } from './recorded';
import { upgrade, upgradePanels } from './upgrade';
import { workload, workloadPanels } from './workload';

/** Grafana 11 refuses nothing older and migrates it itself. */
const schemaVersion = 39;

interface TeamDashboard {
  path: string;
  panels: readonly PanelSpec[];
  build: () => Dashboard;
}

const finish = (built: Dashboard): Dashboard => ({
  ...built,
  schemaVersion,
  panels: built.panels?.map((panel, i) => ({ ...panel, id: i + 1 })),
});

const team = (
  name: string,
  panels: readonly PanelSpec[],
  builder: () => { build: () => Dashboard }
): TeamDashboard => ({
  path: `provisioning/dashboards/go-memory-${name}.json`,
  panels,
  build: () => finish(builder().build()),
});

/** THE team dashboards. */
export const teamDashboards: readonly TeamDashboard[] = [
  team('fleet', fleetPanels, fleet),
  team('workload', workloadPanels, workload),
  team('upgrade', upgradePanels, upgrade),
];

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/** What `npm run generate` writes. */
export const dashboardFiles = (): Array<{ path: string; content: string }> => [
  ...teamDashboards.map(({ path, build }) => ({ path, content: json(build()) })),
  { path: 'provisioning/dashboards/go-memory-recorded.json', content: json(finish(recorded())) },
  ...exampleFiles(),
];
