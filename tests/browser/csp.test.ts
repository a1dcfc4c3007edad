import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { type Page } from 'playwright-core';

import { type PreviewPage } from '../pages/PreviewPage';
import { oneWorkload } from '../support/options';
import { usePreview } from '../support/preview';

const policy = "script-src 'self' 'nonce-of-this-page'; require-trusted-types-for 'script'";
const ours = '/public/plugins/gomem-composition-panel/';

interface Reached {
  sink: 'html' | 'script' | 'scriptUrl';
  text: string;
  stack: string;
}

declare global {
  interface Window {
    reached: Reached[];
    violations: string[];
  }
}

/** Runs before the page does. As text, because what compiles the tests adds helpers that the page does not have. */
const noteSinks = `
  window.reached = [];
  window.violations = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile, sample }) =>
    window.violations.push(violatedDirective + ' ' + sourceFile + ' ' + sample)
  );
  Error.stackTraceLimit = 50;
  const note = (sink) => (text) => {
    window.reached.push({ sink, text, stack: new Error().stack });
    return text;
  };
  window.trustedTypes.createPolicy('default', {
    createHTML: note('html'),
    createScript: note('script'),
    createScriptURL: note('scriptUrl'),
  });
`;

/**
 * Sends the page under a strict policy. It installs the `default` policy of Trusted Types as Grafana does, since
 * Grafana's icons need one; here it also notes who reaches a sink.
 */
async function strictly(page: Page): Promise<void> {
  await page.addInitScript({ content: noteSinks });
  await page.route('**/?*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'content-security-policy': policy } });
  });
}

interface State {
  name: string;
  params: Record<string, string>;
  reach: (preview: PreviewPage) => Promise<unknown>;
}

const recording = 'up-111-115-store';
const nothing = { from: '2020-01-01T00:00:00.000Z', to: '2020-01-01T01:00:00.000Z' };

const states: State[] = [
  {
    name: 'with chart, tooltip and findings',
    params: { recording },
    reach: async ({ panel }) => {
      await panel.drawn();
      await panel.hover(0.8);
      await panel.tooltip.waitFor();
      await panel.openFindings();
      await panel.findings.getByRole('button', { name: 'Copy summary' }).click();
      await panel.findings.getByRole('button', { name: /CSV/ }).click();
    },
  },
  {
    name: 'with a pinned tooltip and an annotation',
    params: {
      recording: 'steady-119',
      annotations: JSON.stringify([{ time: 0, timeEnd: 4e12, text: '<b>deployed</b>' }]),
    },
    reach: async ({ panel }) => {
      await panel.drawn();
      await panel.click(0.8);
      await panel.tooltip.waitFor();
    },
  },
  { name: 'without Go series', params: { recording, queries: 'A' }, reach: ({ panel }) => panel.openFindings() },
  { name: 'without data', params: { recording, ...nothing }, reach: ({ panel }) => panel.missing.waitFor() },
  { name: 'in German', params: { recording, lang: 'de-DE' }, reach: ({ panel }) => panel.openFindings() },
  {
    name: 'with a choice of workloads',
    params: { recording: 'roll-111-115', options: oneWorkload },
    reach: ({ panel }) => panel.workloadSelect.waitFor(),
  },
  {
    name: 'with a table of workloads',
    params: { recording: 'roll-111-115' },
    reach: async ({ panel }) => {
      await panel.fleet.rows.first().click();
      await panel.drawn();
    },
  },
  {
    name: 'with options beside it',
    params: { recording, edit: '1' },
    reach: async ({ panel, options }) => {
      await panel.drawn();
      await options.waitFor();
    },
  },
];

describe('content security policy', () => {
  const { visit } = usePreview();

  for (const { name, params, reach } of states) {
    it(`is kept ${name}, and our code reaches no sink`, () =>
      visit({ params, prepare: strictly }, async (preview) => {
        await reach(preview);
        const { reached, violations } = await preview.page.evaluate(() => ({
          reached: window.reached,
          violations: window.violations,
        }));
        assert.deepEqual(
          violations.filter((violation) => violation.includes(ours)),
          []
        );
        assert.ok(reached.length > 0, 'the policy is not in force: nothing was noted');
        const byUs = reached.filter(({ stack }) => stack.includes(ours));
        // The loader of webpack asks for parts of the plugin by their address.
        const ownParts = byUs.filter(({ sink, text }) => sink === 'scriptUrl' && text.includes(ours));
        assert.ok(ownParts.length > 0 || name === 'without data', 'stacks do not tell our code: no part was noted');
        assert.deepEqual(
          byUs.filter((one) => !ownParts.includes(one)),
          []
        );
      }));
  }
});
