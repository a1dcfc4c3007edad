import { type Locator } from 'playwright-core';

import { FleetPart } from './FleetPart';

/** Parts of the panel, by the test ids that are its contract with the tests. */
export class CompositionPanel {
  readonly fleet: FleetPart;

  constructor(readonly root: Locator) {
    this.fleet = new FleetPart(root);
  }

  get body() {
    return this.root.getByTestId('composition-panel');
  }

  get verdict() {
    return this.root.getByTestId('composition-verdict');
  }

  /** The list that the verdict opens. */
  get findings() {
    return this.root.getByTestId('composition-findings');
  }

  /** Numbers before and after, of the finding that is open. */
  get comparison() {
    return this.findings.getByTestId('composition-comparison');
  }

  /** The workload held against something else. */
  get compare() {
    return this.findings.getByTestId('composition-compare');
  }

  get compareTable() {
    return this.compare.getByTestId('composition-compare-table');
  }

  get notice() {
    return this.root.getByTestId('composition-notice');
  }

  /** The chart as a table, for screen readers. */
  get readerTable() {
    return this.root.getByTestId('composition-reader-table');
  }

  get chart() {
    return this.root.getByTestId('composition-chart');
  }

  get legend() {
    return this.root.getByTestId('composition-legend');
  }

  /** The name of a layer in the legend, by its text: Grafana 13 names the button after what a click would do. */
  legendItem = (name: string) => this.legend.getByRole('button').filter({ hasText: new RegExp(`^${name}$`) });

  get workloadSelect() {
    return this.root.getByTestId('composition-workload-select');
  }

  get missing() {
    return this.root.getByTestId('composition-missing');
  }

  /** What an empty panel finds out about its data source. */
  get discovery() {
    return this.missing.getByTestId('composition-discovery');
  }

  /** In place of the first picture while its query runs. */
  get waiting() {
    return this.root.getByTestId('composition-waiting');
  }

  /** In place of the first picture when its query failed. */
  get failed() {
    return this.root.getByTestId('composition-failed');
  }

  /** What sets off the layer under the pointer; `data-layer` is its place from the bottom. */
  get emphasis() {
    return this.root.getByTestId('composition-emphasis');
  }

  /** Tooltips are drawn in a portal at the end of the page. */
  get tooltip() {
    return this.root.page().getByTestId('composition-tooltip');
  }

  get tooltipTotal() {
    return this.root.page().getByTestId('composition-tooltip-total');
  }

  /** The line of a layer in the tooltip, by its exact name; findings below it may be of the same name. */
  tooltipRow = (name: string) =>
    this.tooltip.getByRole('row').filter({ has: this.root.page().getByRole('cell', { name, exact: true }) });

  /** The area that takes the mouse. */
  get plot() {
    return this.chart.locator('.u-over');
  }

  openFindings = async () => {
    await this.verdict.getByRole('button').click();
    await this.findings.waitFor();
  };

  /** Opens one finding after another, and looks at each. */
  eachFinding = async (look: (index: number) => Promise<void>) => {
    await this.openFindings();
    const headers = this.findings.locator('li > button');
    for (let i = 0; i < (await headers.count()); i++) {
      if ((await headers.nth(i).getAttribute('aria-expanded')) === 'false') {
        await headers.nth(i).click();
      }
      await look(i);
    }
  };

  /** Waits until the chart is there and has been painted. */
  async drawn() {
    await this.plot.waitFor();
    await this.chart
      .page()
      .waitForFunction(
        (canvas) => canvas instanceof HTMLCanvasElement && canvas.width > 0,
        await this.chart.locator('canvas').first().elementHandle()
      );
  }

  /** Share of the chart's pixels that are in colour, as layers are; axes, grid and labels are grey. */
  async colouredShare(): Promise<number> {
    return this.chart
      .locator('canvas')
      .first()
      .evaluate((canvas) => {
        const context = canvas instanceof HTMLCanvasElement ? canvas.getContext('2d') : null;
        if (!context) {
          return 0;
        }
        const { data } = context.getImageData(0, 0, context.canvas.width, context.canvas.height);
        let coloured = 0;
        for (let i = 0; i < data.length; i += 4) {
          const [red = 0, green = 0, blue = 0, alpha = 0] = data.subarray(i, i + 4);
          coloured += alpha > 0 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60 ? 1 : 0;
        }
        return coloured / (data.length / 4);
      });
  }

  /** Moves the mouse to a place in the plot, given as shares of its width and height. */
  async hover(x: number, y = 0.5) {
    const box = await this.plotBox();
    await this.root.page().mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 3 });
  }

  /** Clicks where the mouse is over the plot, which pins the tooltip. */
  async click(x: number, y = 0.5) {
    const box = await this.plotBox();
    await this.root.page().mouse.click(box.x + x * box.width, box.y + y * box.height);
  }

  /** Drags across the plot, which zooms. */
  async drag(from: number, to: number, y = 0.5) {
    const box = await this.plotBox();
    const { mouse } = this.root.page();
    await mouse.move(box.x + from * box.width, box.y + y * box.height);
    await mouse.down();
    await mouse.move(box.x + to * box.width, box.y + y * box.height, { steps: 8 });
    await mouse.up();
  }

  private async plotBox() {
    const box = await this.plot.boundingBox();
    if (!box) {
      throw new Error('The plot is not on the page');
    }
    return box;
  }
}
