import { type Locator } from 'playwright-core';

/** The table of many workloads, and what is open of it. */
export class FleetPart {
  constructor(readonly panel: Locator) {}

  get body() {
    return this.panel.getByTestId('composition-fleet');
  }

  get table() {
    return this.panel.getByRole('grid');
  }

  /** Rows in the document, without the head. */
  get rows() {
    return this.table.getByRole('row').filter({ has: this.panel.page().getByRole('rowheader') });
  }

  get chosen() {
    return this.table.getByRole('row', { selected: true });
  }

  get detail() {
    return this.panel.getByTestId('composition-fleet-detail');
  }

  /** What the workloads of an owner have in common. */
  get story() {
    return this.panel.getByTestId('composition-fleet-story');
  }

  /** How many workloads a chart is made of. */
  get coverage() {
    return this.panel.getByTestId('composition-fleet-coverage');
  }

  /** Before and after a rollout. */
  get versions() {
    return this.panel.getByTestId('composition-fleet-versions');
  }

  /** Chooses what is shown of an owner. */
  show = (name: string) => this.detail.getByRole('radio', { name }).check();

  get search() {
    return this.panel.getByRole('searchbox');
  }

  head = (name: string) => this.table.getByRole('columnheader', { name });

  /** Names of the rows in the document, as they are in order. */
  names = (): Promise<string[]> => this.rows.getByRole('rowheader').allInnerTexts();

  /** The row that the keyboard is at. */
  active = async (): Promise<Locator> => {
    const table = this.panel.locator('[role="grid"][aria-activedescendant]');
    return this.panel.page().locator(`[id="${await table.getAttribute('aria-activedescendant')}"]`);
  };
}
