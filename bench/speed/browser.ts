import { readFileSync } from 'node:fs';
import path from 'node:path';
import { chromium, type CDPSession, type Page } from 'playwright-core';
import { startServer } from '../../preview/server/server.mjs';
import { harness } from '../../tests/support/harnessCode';
import type { Row } from './table';

const plainPanel = readFileSync(path.join(__dirname, 'plainPanel.js'), 'utf8');

/** The fifteen series of a pod; a fleet has fewer samples of each. */
const sizes = [
  { name: '1 pod x 720', points: 720, runs: 40 },
  { name: '1 pod x 11,000', points: 11_000, runs: 15 },
] as const;
const fleet = { name: '1,000 pods x 240', pods: 1000, points: 240 };

/** Functions of the page; as text, because what compiles this adds helpers that the page does not have. */
const inPage = `
  /** Resolves when the frame that shows what was rendered before has been painted. */
  window.painted = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  }));
  /** Ours and the plain one. */
  window.mountBoth = async (points) => {
    window.panels = [harness.mount(), harness.mount(PlainPanel)];
    for (const panel of panels) {
      await panel.render({ series: harness.frames({ points }), points });
      // A panel asks for its parts when it is drawn for the first time.
      while (!panel.element.querySelector('.u-over')) {
        await painted();
      }
    }
  };
  window.hover = (panel, share) => {
    const over = panel.element.querySelector('.u-over');
    const { left, top, width, height } = over.getBoundingClientRect();
    const at = { clientX: left + width * share, clientY: top + height / 2 };
    over.dispatchEvent(new MouseEvent('mousemove', { bubbles: true, ...at }));
  };
  window.grid = () => fleet.element.querySelector('[role="grid"], [role="table"]');
`;

interface Summary {
  median: number;
  high: number;
}

const at = (times: readonly number[], share: number): number =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(share * times.length))];

const summaryOf = (times: readonly number[]): Summary => ({ median: at(times, 0.5), high: at(times, 0.95) });

/**
 * Milliseconds of processor time that the page's main thread spent on something until its frame was painted: script,
 * style, layout and paint. How long the frame waits for its turn is not in it.
 */
async function busy(page: Page, session: CDPSession, action: string): Promise<number> {
  const tasks = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN) * 1000;
  };
  await page.evaluate('painted()');
  const before = await tasks();
  await page.evaluate(`(async () => { ${action}; await painted(); })()`);
  return (await tasks()) - before;
}

/** Ours and the plain chart in turn, each with new values. */
async function comparePanels(
  page: Page,
  session: CDPSession,
  { name, points, runs }: (typeof sizes)[number]
): Promise<Row[]> {
  await page.evaluate(`mountBoth(${points})`);
  const paints: [number[], number[]] = [[], []];
  const hovers: [number[], number[]] = [[], []];
  // The first runs find code that has never run.
  for (let run = -5; run < runs; run++) {
    for (const k of [0, 1] as const) {
      await page.evaluate(`{ window.series = harness.frames({ points: ${points}, phase: ${run + 5} }); }`);
      const paint = await busy(
        page,
        session,
        `await panels[${k}].render({ series, points: ${points}, phase: ${run + 5} })`
      );
      const hover = await busy(page, session, `hover(panels[${k}], ${0.2 + (0.6 * (run + 5)) / (runs + 5)})`);
      if (run >= 0) {
        paints[k].push(paint);
        hovers[k].push(hover);
      }
    }
  }
  await page.evaluate('panels.forEach((panel) => panel.unmount())');
  return [...compared('data to paint', name, paints), ...compared('hover', name, hovers)];
}

function compared(what: string, size: string, times: [number[], number[]]): Row[] {
  const [ours, plain] = times.map(summaryOf);
  const against = `${what}, plain stacked chart`;
  return [
    { what: against, size, ...plain },
    { what: `${what}, panel`, size, ...ours, against, ratio: ours.median / plain.median },
  ];
}

async function measureFleet(page: Page, session: CDPSession): Promise<Row[]> {
  const { name: size, pods, points } = fleet;
  const { first, longest } = await page.evaluate<{ first: number; longest: number }>(`(async () => {
    const series = Array.from({ length: ${pods} }, (_, i) => harness.frames({ pod: 'web-' + i, points: ${points} })).flat();
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)));
    await painted();
    observer.observe({ entryTypes: ['longtask'] });
    window.fleet = harness.mount();
    const before = performance.now();
    await fleet.render({ series, points: ${points} });
    while (!grid()) {
      await painted();
    }
    const first = performance.now() - before;
    await new Promise((resolve) => setTimeout(resolve, 500));
    observer.disconnect();
    return { first, longest: Math.max(0, ...tasks) };
  })()`);
  const frames: number[] = [];
  for (let k = 0; k < 200; k++) {
    frames.push(await busy(page, session, 'grid().scrollTop += 120'));
  }
  await page.evaluate('fleet.unmount()');
  return [
    { what: 'fleet: data to first picture', size, median: first, high: first },
    { what: 'fleet: longest task until then (0 where none takes 50 ms)', size, median: longest, high: longest },
    { what: 'fleet: frame while scrolling', size, ...summaryOf(frames) },
  ];
}

/** The built panel in headless Chromium, against a plain stacked chart of the same series in the same page. */
export async function browserRows(executablePath: string): Promise<Row[]> {
  const server = await startServer({ port: 0 });
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-frame-rate-limit', '--disable-gpu-vsync'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1500, height: 950 } });
    await page.goto(`${server.url}/?panel=solo&w=400&h=300`);
    await page.getByTestId('composition-chart').waitFor();
    for (const script of [harness, plainPanel, inPage]) {
      await page.evaluate(script);
    }
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    const rows: Row[] = [];
    for (const size of sizes) {
      rows.push(...(await comparePanels(page, session, size)));
    }
    return [...rows, ...(await measureFleet(page, session))];
  } finally {
    await browser.close();
    await server.close();
  }
}
