import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { usePreview } from '../support/preview';

/** A port that nothing listens on. */
const nowhere = 'http://127.0.0.1:9';

describe('a Prometheus that cannot be reached', () => {
  const { visit } = usePreview({ prometheus: () => nowhere });

  it('is reported by the chrome of the panel', () =>
    visit({ provoked: /502 \(Bad Gateway\)|Prometheus cannot be reached/ }, async ({ page, panel }) => {
      const status = panel.root.getByTestId('data-testid Panel status error');
      await status.waitFor();
      await status.hover();
      await page
        .getByText(/Prometheus cannot be reached/)
        .first()
        .waitFor();
      assert.equal(await page.getByText('An unexpected error happened').count(), 0);
    }));
});
