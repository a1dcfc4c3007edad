import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type PreviewPage } from '../pages/PreviewPage';
import { usePreview } from '../support/preview';

describe('field configuration', () => {
  const { visit } = usePreview();

  async function tooltipWith(
    fieldConfig: { defaults?: object; overrides?: object[] },
    params: Record<string, string> = {}
  ): Promise<string> {
    let text = '';
    await visit(
      {
        params: {
          panel: 'solo',
          fieldConfig: JSON.stringify({ defaults: {}, overrides: [], ...fieldConfig }),
          ...params,
        },
      },
      async ({ panel, page }: PreviewPage) => {
        await panel.drawn();
        await panel.hover(0.7, 0.4);
        await panel.tooltip.waitFor();
        await page.waitForTimeout(150);
        text = await panel.tooltip.innerText();
      }
    );
    return text;
  }

  const override = (id: string, options: unknown, property: string, value: unknown) => ({
    overrides: [{ matcher: { id, options }, properties: [{ id: property, value }] }],
  });

  it('formats by unit and decimals', async () => {
    const text = await tooltipWith({ defaults: { unit: 'decmbytes', decimals: 3 } });
    assert.match(text, /Heap objects\s+[\d.]+\.\d{3} TB/);
  });

  const named = (text: string, name: string) => text.split('\n').some((line) => line.trim().startsWith(name));

  for (const [kind, id, options, reached, spared] of [
    ['by name', 'byName', 'Lazily freed', 'Lazily freed', 'Heap objects'],
    ['by regular expression', 'byRegexp', '/^Lazily/', 'Lazily freed', 'Heap objects'],
    ['by query', 'byFrameRefID', 'A', 'Lazily freed', 'Heap objects'],
    ['by query of the lines', 'byFrameRefID', 'A', 'Working set', 'Heap objects'],
  ] as const) {
    it(`reaches derived series by an override ${kind}`, async () => {
      const text = await tooltipWith(override(id, options, 'unit', 'short'));
      const line = (name: string) =>
        text
          .split('\n')
          .join(' ')
          .match(new RegExp(`${name}\\s+([\\d.]+ ?\\w*)`))?.[1];
      assert.match(line(reached) ?? '', /Mil$/, `${reached}: ${line(reached)}`);
      assert.match(line(spared) ?? '', /iB$/, `${spared}: ${line(spared)}`);
    });
  }

  it('reaches every layer and line by type', async () => {
    const text = await tooltipWith(override('byType', 'number', 'unit', 'short'));
    assert.doesNotMatch(text, /[KMG]iB/);
  });

  it('takes names from overrides and from the layer options', async () => {
    assert.ok(named(await tooltipWith(override('byName', 'Lazily freed', 'displayName', 'Given back')), 'Given back'));
    const options = JSON.stringify({
      layers: { 'lazily-freed': { name: 'Soon gone' }, 'heap-objects': { hidden: true } },
    });
    const text = await tooltipWith({}, { options });
    assert.ok(named(text, 'Soon gone'));
    assert.ok(!named(text, 'Heap objects') && named(text, 'Hidden layers'), text);
  });

  it('keeps to min and max', async () => {
    const share = async (defaults: object) => {
      let coloured = 0;
      await visit(
        {
          params: {
            panel: 'solo',
            fieldConfig: JSON.stringify({ defaults, overrides: [] }),
            // The intervals of findings are in colour too.
            options: JSON.stringify({ show: { findings: false } }),
          },
        },
        async ({ panel, page }) => {
          await panel.drawn();
          await page.waitForTimeout(200);
          coloured = await panel.colouredShare();
        }
      );
      return coloured;
    };
    // The layers reach 1 GiB.
    assert.ok((await share({ min: 0, max: 8 * 2 ** 30 })) < 0.5 * (await share({})));
  });

  it('edits layers in the option pane', () =>
    visit({ params: { edit: '1' } }, async ({ panel, options }) => {
      await panel.drawn();
      await options.getByTestId('composition-layer-editor').waitFor();
      const name = options.getByLabel('Name of Lazily freed');
      await name.fill('Soon gone');
      await name.blur();
      await panel.legend.getByRole('button', { name: 'Soon gone' }).waitFor();
      await options.getByRole('button', { name: 'Hide Lazily freed' }).click();
      await panel.legend.getByRole('button', { name: 'Soon gone' }).waitFor({ state: 'detached' });
    }));
});
