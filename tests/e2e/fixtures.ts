import { readFileSync } from 'node:fs';
import path from 'node:path';

import { test as base } from '@grafana/plugin-e2e';

import { CompositionPanel } from '../pages/CompositionPanel';

/** The provisioned dashboard that needs no metrics: its data is recorded. */
export const recordedFile = 'go-memory-recorded.json';

interface Target {
  refId: string;
  datasource?: { type: string; uid: string };
  expr?: string;
  scenarioId?: string;
  rawFrameContent?: string;
}

/** A panel's JSON model, as far as the tests change it. */
export interface PanelModel {
  id: number;
  title: string;
  datasource?: { type: string; uid: string };
  targets: Target[];
  options: Record<string, unknown>;
  fieldConfig?: { defaults: Record<string, unknown>; overrides: unknown[] };
}

interface DashboardModel {
  id?: number | null;
  uid: string;
  title: string;
  panels: PanelModel[];
}

const read = (): DashboardModel =>
  JSON.parse(readFileSync(path.join(process.cwd(), 'provisioning/dashboards', recordedFile), 'utf8'));

interface Fixtures {
  /** The panel of the provisioned dashboard with the recorded incident. */
  recorded: CompositionPanel;
  /** The same panel after a change of its model, on a dashboard of its own that is deleted after the test. */
  openVariant: (
    change: (panel: PanelModel) => void,
    range?: Record<'from' | 'to', string>
  ) => Promise<CompositionPanel>;
}

export const test = base.extend<Fixtures>({
  recorded: async ({ gotoDashboardPage, page }, use) => {
    await gotoDashboardPage({ uid: read().uid });
    await use(new CompositionPanel(page.locator('body')));
  },
  openVariant: async ({ gotoDashboardPage, page, request }, use, { testId }) => {
    const uid = `gomem-e2e-${testId.slice(-20)}`;
    await use(async (change, range) => {
      const dashboard = read();
      dashboard.panels.forEach(change);
      const answer = await request.post('/api/dashboards/db', {
        data: { dashboard: { ...dashboard, id: null, uid, title: uid }, overwrite: true },
      });
      if (!answer.ok()) {
        throw new Error(`Grafana did not take the dashboard: ${answer.status()} ${await answer.text()}`);
      }
      await gotoDashboardPage({ uid, queryParams: new URLSearchParams(range) });
      return new CompositionPanel(page.locator('body'));
    });
    await request.delete(`/api/dashboards/uid/${uid}`);
  },
});

export { expect } from '@grafana/plugin-e2e';
