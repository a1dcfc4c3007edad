// Takes the screenshots of the README from the preview (npm run screenshots).
import { statSync } from 'node:fs';
import path from 'node:path';

import { startServer } from '../preview/server/server.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { root, runMain } from './lib/run.mjs';
import { ensureInstalled, ensurePluginBuilt, ensurePreviewBuilt } from './lib/setup.mjs';

const size = { width: 1120, height: 560 };
const recording = 'up-111-115-store';
/** Where the mouse rests, as shares of the plot: on lazily freed memory, so that the tooltip shows it. */
const pointer = { x: 0.7, y: 0.3 };
const mostBytes = 200_000;

/** @param {import('playwright-core').Browser} browser @param {string} url @param {string} theme */
async function shoot(browser, url, theme) {
  const page = await browser.newPage({ viewport: size, timezoneId: 'UTC', locale: 'en-US' });
  const params = new URLSearchParams({
    recording,
    theme,
    panel: 'solo',
    w: String(size.width),
    h: String(size.height),
  });
  await page.goto(`${url}/?${params}`);
  const plot = page.getByTestId('composition-chart').locator('.u-over');
  const box = await plot.boundingBox();
  if (!box) {
    throw new Error('The panel drew no chart');
  }
  await page.mouse.move(box.x + pointer.x * box.width, box.y + pointer.y * box.height, { steps: 3 });
  await page.getByTestId('composition-tooltip').waitFor();
  const file = path.join('src/img', `panel-${theme}.png`);
  await page.screenshot({ path: path.join(root, file), animations: 'disabled' });
  const { size: bytes } = statSync(path.join(root, file));
  if (bytes > mostBytes) {
    throw new Error(`${file} has ${bytes} bytes, more than ${mostBytes}`);
  }
  console.log(`${file} ${(bytes / 1024).toFixed(0)} KiB`);
}

await runMain(async () => {
  await ensureInstalled();
  await ensurePluginBuilt();
  await ensurePreviewBuilt();
  const executablePath = await ensureChromium();
  const { chromium } = await import('playwright-core');
  const server = await startServer();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  try {
    for (const theme of ['dark', 'light']) {
      await shoot(browser, server.url, theme);
    }
  } finally {
    await browser.close();
    await server.close();
  }
});
