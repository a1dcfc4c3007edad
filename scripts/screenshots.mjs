// Takes the pictures of the README and of docs/findings.md from the preview (npm run screenshots).
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { startServer } from '../preview/server/server.mjs';
import { ensureChromium } from './lib/chromium.mjs';
import { root, runMain } from './lib/run.mjs';
import { ensureInstalled, ensurePluginBuilt, ensurePreviewBuilt } from './lib/setup.mjs';

/**
 * @typedef {object} Shot
 * @property {string} file relative to the root
 * @property {string} recording
 * @property {string} theme
 * @property {number} width
 * @property {number} height
 * @property {{x: number, y: number}} [pointer] where the mouse rests, as shares of the plot
 */

const mostBytes = 200_000;

/** On lazily freed memory, so that the tooltip shows it. @type {Shot[]} */
const readme = ['dark', 'light'].map((theme) => ({
  file: `src/img/panel-${theme}.png`,
  recording: 'up-111-115-store',
  theme,
  width: 1120,
  height: 560,
  pointer: { x: 0.7, y: 0.3 },
}));

/** The page names its pictures and the recordings they show. @returns {Shot[]} */
function findings() {
  const page = readFileSync(path.join(root, 'docs/findings.md'), 'utf8');
  return [...page.matchAll(/in the recording (\S+)\]\((img\/\S+\.png)\)/g)].map(([, recording = '', file]) => ({
    file: `docs/${file}`,
    recording,
    theme: 'light',
    width: 900,
    height: 380,
  }));
}

/** @param {import('playwright-core').Browser} browser @param {string} url @param {Shot} shot */
async function shoot(browser, url, { file, recording, theme, width, height, pointer }) {
  const page = await browser.newPage({ viewport: { width, height }, timezoneId: 'UTC', locale: 'en-US' });
  const params = new URLSearchParams({ recording, theme, panel: 'solo', w: String(width), h: String(height) });
  await page.goto(`${url}/?${params}`);
  const plot = page.getByTestId('composition-chart').locator('.u-over');
  await plot.waitFor();
  const box = await plot.boundingBox();
  if (!box) {
    throw new Error(`The panel drew no chart of ${recording}`);
  }
  if (pointer) {
    await page.mouse.move(box.x + pointer.x * box.width, box.y + pointer.y * box.height, { steps: 3 });
    await page.getByTestId('composition-tooltip').waitFor();
    // Once its size is known, the next move keeps it in the window.
    await page.mouse.move(box.x + pointer.x * box.width + 1, box.y + pointer.y * box.height);
    await page.waitForTimeout(300);
  }
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  await page.screenshot({ path: path.join(root, file), animations: 'disabled' });
  await page.close();
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
    for (const shot of [...readme, ...findings()]) {
      await shoot(browser, server.url, shot);
    }
  } finally {
    await browser.close();
    await server.close();
  }
});
