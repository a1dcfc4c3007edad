import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type axe from 'axe-core';
import { type Page } from 'playwright-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core'), 'utf8');

/**
 * Grafana 13 names the button of every entry in its own legend "All series selected", whatever the entry is called. No
 * property of the legend changes that.
 */
const ofGrafana = { rule: 'label-content-name-mismatch', html: /aria-label="All series selected"/ };

/** What axe finds wrong in those of the parts that are on the page, with no rule disabled. */
export async function violationsIn(page: Page, parts: string[]): Promise<string[]> {
  await page.evaluate(axeSource);
  const found = await page.evaluate(async (selectors) => {
    const include = selectors.filter((selector) => document.querySelector(selector)).map((selector) => [selector]);
    const result = await window.axe.run({ include }, { resultTypes: ['violations'] });
    return result.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`)
    );
  }, parts);
  return found.filter((text) => !(text.startsWith(ofGrafana.rule) && ofGrafana.html.test(text)));
}
