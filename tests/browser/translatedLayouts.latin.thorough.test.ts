import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { languages } from '../../generate/locales';
import { cutTexts } from '../support/cutTexts';
import { usePreview } from '../support/preview';
import { isIdeographic, testLayouts } from '../support/translatedLayouts';

const words = 'A text of so many words that no box of these holds it';
const boxes: Array<[style: string, cut: string[]]> = [
  ['', []],
  ['width: 90px; white-space: nowrap', []],
  ['width: 90px; white-space: nowrap; overflow: hidden', [words]],
  ['width: 90px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis', []],
  ['width: 90px; white-space: nowrap; overflow: auto', []],
  ['width: 90px; height: 30px; overflow: clip', [words]],
  ['margin-left: 400px; white-space: nowrap', [words]],
  ['position: absolute; width: 1px; height: 1px; overflow: hidden', []],
  ['visibility: hidden; margin-left: 400px; white-space: nowrap', []],
];

describe('translated layouts, latin', () => {
  const preview = usePreview();

  languages.filter((lang) => !isIdeographic(lang)).forEach((lang) => testLayouts(preview, lang));

  it('would find text that is cut', () =>
    preview.visit({ alone: true }, async ({ page }) => {
      for (const [style, cut] of boxes) {
        await page.setContent(`<main style="width: 500px; height: 400px"><p style="${style}">${words}</p></main>`);
        assert.deepEqual(await cutTexts(page.locator('main')), cut, style);
      }
    }));
});
