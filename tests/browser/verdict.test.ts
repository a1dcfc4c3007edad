import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

describe('verdict', () => {
  const { visit } = usePreview();

  it('says that the memory after the upgrade is not a leak', () =>
    visit({ params: { recording: 'up-111-115-store' } }, async ({ panel }) => {
      await panel.verdict.waitFor();
      const text = await panel.verdict.innerText();
      assert.match(text, /not a leak/i);
      assert.match(text, /go1\.11\.13/);
      assert.match(text, /go1\.15\.15/);
    }));

  it('accuses nothing in a healthy recording', () =>
    visit({ params: { recording: 'steady-119' } }, async ({ panel }) => {
      await panel.verdict.waitFor();
      assert.doesNotMatch(await panel.verdict.innerText(), /warning|critical|freed|leak/i);
    }));
});
