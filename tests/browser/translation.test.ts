import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

const german = { recording: 'up-111-115-store', lang: 'de-DE' };

describe('translation', () => {
  const { visit } = usePreview();

  it('speaks German in verdict, findings, legend and tooltip', () =>
    visit({ params: german }, async ({ panel, verdictText }) => {
      assert.match(await verdictText(), /^\s*Warnung\s+(Kein Leck|Das Working Set verbirgt).*\sseit /s);
      await panel.drawn();
      assert.match(await panel.legend.innerText(), /Verzögert freigegeben/);
      await panel.hover(0.8);
      await panel.tooltip.waitFor();
      assert.match(await panel.tooltip.innerText(), /Verbrauch/);
      await panel.openFindings();
      const text = await panel.findings.innerText();
      for (const part of ['Seit dem Wechsel von go1.11.13 auf go1.15.15', 'Davor', 'Belege', 'Was zu tun ist']) {
        assert.ok(text.includes(part), `"${part}" is missing`);
      }
      assert.doesNotMatch(text, /\b(the|memory|evidence)\b/i);
    }));

  it('speaks English where it has no translation', () =>
    visit({ params: { ...german, lang: 'it-IT' } }, async ({ verdictText }) => {
      assert.match(await verdictText(), /^\s*Warning/);
    }));
});
