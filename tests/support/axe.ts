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

/** What axe finds wrong in those of the parts that are on the page, with no rule disabled. */
export async function violationsIn(page: Page, parts: string[]): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async (selectors) => {
    const include = selectors.filter((selector) => document.querySelector(selector)).map((selector) => [selector]);
    const result = await window.axe.run({ include }, { resultTypes: ['violations'] });
    return result.violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 200)} ${any[0]?.message ?? ''}`)
    );
  }, parts);
}
