import assert from 'node:assert/strict';
import { it } from 'node:test';

import { type Locator } from 'playwright-core';

import { englishCatalogue } from '../../generate/catalogue';
import { localeTexts, textsToTranslate } from '../../generate/locales';
import { type PreviewPage } from '../pages/PreviewPage';
import { cutTexts } from './cutTexts';
import { fleetOf } from './fleetPreview';
import { type OpenOptions, type usePreview } from './preview';
import { useSquareFont } from './squareFont';

const recording = 'up-111-115-store';
const nothing = { from: '2020-01-01T00:00:00.000Z', to: '2020-01-01T01:00:00.000Z' };
/** Shorter pieces of text, between placeholders, may stand in another language too. */
const shortest = 16;

const english = englishCatalogue();

/** Pieces of English texts that no text of the language has in it. */
function englishPieces(language: string): string[] {
  const own = [...localeTexts(language).values()].join('\n');
  const pieces = [...textsToTranslate(english, language).values()].flatMap((text) => text.split(/\{\{.*?\}\}/));
  return [...new Set(pieces.map((piece) => piece.trim()))].filter(
    (piece) => piece.length >= shortest && !own.includes(piece)
  );
}

interface View extends Pick<OpenOptions, 'prepare'> {
  name: string;
  params: Record<string, string>;
  /** True: what it shows is as wide in a wide panel, so that the narrow one says it all. */
  isOfOneWidth?: boolean;
  /** Opens what is to be seen and calls back with each part that is to be read. */
  read: (preview: PreviewPage, look: (part: Locator) => Promise<void>) => Promise<void>;
}

/** Opens every finding in turn and looks at each. */
async function everyFinding({ panel }: PreviewPage, look: (part: Locator) => Promise<void>) {
  await look(panel.body);
  await panel.eachFinding(() => look(panel.body));
}

const findingsOf = (name: string): View => ({
  name: `the findings of ${name}`,
  params: { panel: 'solo', recording: name, explore: '1' },
  read: everyFinding,
});

const views: View[] = [
  findingsOf(recording),
  { ...findingsOf('oom-119-leak'), isOfOneWidth: true },
  {
    name: 'the tooltip',
    isOfOneWidth: true,
    params: { panel: 'solo', recording },
    read: async ({ panel }, look) => {
      await panel.drawn();
      await panel.hover(0.8);
      await panel.tooltip.waitFor();
      await look(panel.tooltip);
    },
  },
  {
    name: 'the fleet',
    ...fleetOf(45),
    read: async ({ panel, page }, look) => {
      await panel.fleet.table.waitFor();
      await look(panel.body);
      await panel.fleet.table.focus();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await panel.fleet.detail.waitFor();
      await look(panel.body);
    },
  },
  {
    name: 'the options',
    isOfOneWidth: true,
    params: { recording, edit: '1' },
    read: async ({ options }, look) => {
      await options.waitFor();
      await look(options);
    },
  },
  {
    name: 'the queries where there is no data',
    isOfOneWidth: true,
    params: { panel: 'solo', recording, ...nothing },
    read: async ({ panel }, look) => {
      await panel.missing.waitFor();
      await look(panel.body);
    },
  },
];

/** Tests that nothing the panel shows in the language is cut, or left in English. */
export function testLayouts({ visit }: Pick<ReturnType<typeof usePreview>, 'visit'>, lang: string) {
  const pieces = englishPieces(lang);
  for (const width of [900, 420]) {
    for (const { name, params, prepare, read } of views.filter(({ isOfOneWidth }) => width === 420 || !isOfOneWidth)) {
      it(`shows ${name} whole in ${lang}, and nothing of it in English, ${width} pixels wide`, () =>
        visit(
          {
            params: { ...params, lang, w: String(width), h: '640' },
            viewport: { width: width + 20, height: 900 },
            prepare,
          },
          async (preview) => {
            assert.equal(await preview.page.locator('html').getAttribute('lang'), lang);
            await useSquareFont(preview.page);
            await read(preview, async (part) => {
              const text = await part.innerText();
              assert.deepEqual(
                pieces.filter((piece) => text.includes(piece)),
                []
              );
              assert.deepEqual(await cutTexts(part), []);
            });
          }
        ));
    }
  }

  it(`writes the heads of the columns in full in ${lang}`, () =>
    visit(fleetOf(45, { lang, w: '1480', h: '400' }), async ({ panel: { fleet }, page }) => {
      await useSquareFont(page);
      await fleet.table.waitFor();
      const heads = fleet.table.getByRole('columnheader').locator('span');
      const cut = await heads.evaluateAll((spans) =>
        spans.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).map(({ textContent }) => textContent)
      );
      assert.ok((await heads.count()) >= 10, `only ${await heads.count()} columns`);
      assert.deepEqual(cut, []);
    }));
}

/** Whether the language is written in few, wide signs. */
export const isIdeographic = (lang: string): boolean => /^(zh|ja|ko)/.test(lang);
