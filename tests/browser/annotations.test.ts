import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

/** In the middle of the first recording. */
const time = Date.parse('2026-11-22T19:36:00Z');

describe('annotations', () => {
  const { visit } = usePreview();
  const solo = { panel: 'solo', options: JSON.stringify({ diagnosis: { pace: 'compressed' } }) };

  it('are changed and deleted in their tooltip, by who may', () =>
    visit(
      { params: { ...solo, annotations: JSON.stringify([{ time, text: 'Deployed v2', tags: ['deploy'] }]) } },
      async ({ panel, page }) => {
        await panel.drawn();
        const event = panel.root.getByRole('button', { name: /Annotation, .*Deployed/ });
        await event.click();
        const tooltip = page.getByTestId('composition-event-tooltip');
        await tooltip.getByRole('button', { name: 'Edit' }).click();
        await tooltip.getByRole('textbox', { name: 'Text' }).fill('Deployed v3 by hand');
        await tooltip.getByRole('textbox', { name: 'Tags' }).fill('deploy, manual');
        await tooltip.getByRole('button', { name: 'Save' }).click();
        const changed = panel.root.getByRole('button', { name: /Deployed v3 by hand/ });
        await changed.click();
        assert.match(await tooltip.innerText(), /deploy, manual/);
        await tooltip.getByRole('button', { name: 'Delete' }).click();
        await changed.waitFor({ state: 'detached' });
      }
    ));

  it('are added at a time in the pinned tooltip', () =>
    visit({ params: solo }, async ({ panel, page }) => {
      await panel.drawn();
      await panel.hover(0.5, 0.5);
      await panel.tooltip.waitFor();
      await panel.click(0.5, 0.5);
      await panel.tooltip.getByRole('button', { name: 'Add annotation' }).click();
      await panel.tooltip.getByRole('textbox', { name: 'Text' }).fill('Looked at here');
      await page.keyboard.press('ArrowLeft');
      await panel.tooltip.getByRole('button', { name: 'Save' }).click();
      await panel.root.getByRole('button', { name: /Looked at here/ }).waitFor();
      await panel.tooltip.waitFor({ state: 'detached' });
    }));
});
