import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { after, before, describe, it } from 'node:test';

import { type Lab, phases, startLab } from '../../lab/lab';
import { disagreements } from '../../lab/metricNames';
import { manifest } from '../../lab/record';
import { queryRange } from '../support/query';
import { usePreview } from '../support/preview';

/** Long enough for three spikes. */
const phaseSeconds = 44;
/** The panel looks again every few seconds, and needs some samples. */
const patience = 40_000;

describe('the lab', () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab({
      phases: phases(phaseSeconds),
      prometheus: process.env.PROMETHEUS_PATH ?? 'prometheus',
      say: (text) => console.log(text),
    });
  });
  after(() => lab?.stop());
  const preview = usePreview({ prometheus: () => lab.prometheusUrl });

  it('shows lazily freed memory after the switch to lazy release, and the correction after the switch back', () => {
    const params = {
      from: new Date(Date.now() - 10_000).toISOString(),
      to: 'now',
      refresh: '5s',
      minStep: '2s',
      'var-namespace': 'lab',
      options: JSON.stringify({ diagnosis: { pace: 'compressed' } }),
    };
    // Until the first scrape there is nothing to choose a namespace from.
    return preview.visit({ params }, async ({ panel, page }) => {
      const says = (text: RegExp, deadline: number) =>
        page.waitForFunction(
          ([pattern = '']) =>
            new RegExp(pattern).test(document.querySelector('[data-testid="panel-composition"]')?.textContent ?? ''),
          [text.source],
          { timeout: deadline - Date.now(), polling: 500 }
        );
      const begun = Date.now();
      await panel.chart.waitFor({ timeout: patience });
      assert.doesNotMatch((await panel.root.textContent()) ?? '', /[Ll]azily freed memory/, 'before the switch');
      await says(/Go has already given back/, begun + phaseSeconds * 2000 + patience);
      await lab.finished;
      await page.waitForTimeout(6000);
      await panel.openFindings();
      const headlines = (await panel.findings.getByRole('button').allInnerTexts()).join('\n');
      assert.match(headlines, /Not a leak: .* that Go has already given back/);
      assert.match(headlines, /since the restart memory is given back at once/);
    });
  });

  it('knows the truth of what it did', async () => {
    const [first, , last] = lab.runs;
    assert.ok(first && last);
    const range = { start: Math.ceil(first.from), end: Math.floor(last.to), stepSeconds: 2 };
    const lazy = await queryRange(lab.prometheusUrl, 'proc_smaps_lazyfree_bytes', range);
    const { expected } = manifest(lab, 'lab-test', range, lazy);
    assert.deepEqual(
      expected.map(({ finding }) => finding),
      ['healthy', 'lazily-freed', 'healthy', 'accounting-correction']
    );
  });

  it('has the series that the metric table knows', async () => {
    const query = new URLSearchParams({ 'match[]': '{job="sample"}' });
    const answer = await fetch(`${lab.prometheusUrl}/api/v1/label/__name__/values?${query}`);
    const { data }: { data: string[] } = await answer.json();
    assert.deepEqual(disagreements(data), []);
  });

  it('leaves nothing behind', async () => {
    await lab.stop();
    assert.equal(await fetch(lab.prometheusUrl).catch(() => null), null);
    const groups = ['/sys/fs/cgroup/memory', '/sys/fs/cgroup']
      .filter(existsSync)
      .flatMap((folder) => readdirSync(folder));
    assert.deepEqual(
      groups.filter((name) => name.startsWith(`gomem-lab-${process.pid}`)),
      []
    );
  });
});
