import { expect, test } from './fixtures';

test.describe('the panel on the recorded incident', () => {
  test('draws the layers and says that it is no leak', async ({ recorded }) => {
    await recorded.drawn();
    await expect(recorded.verdict).toContainText('Not a leak');
    await expect.poll(() => recorded.colouredShare()).toBeGreaterThan(0.05);
    await expect(recorded.failed).toHaveCount(0);
    await expect(recorded.missing).toHaveCount(0);
  });

  test('shows every layer and the total in the tooltip', async ({ recorded }) => {
    await recorded.drawn();
    await recorded.hover(0.8);
    await expect(recorded.tooltip).toContainText('Lazily freed');
    await expect(recorded.tooltipTotal).toContainText('MiB');
  });

  test('isolates a layer on a click on its name', async ({ recorded }) => {
    await recorded.drawn();
    await recorded.legendItem('Heap objects').click();
    await recorded.hover(0.8);
    await expect(recorded.tooltipRow('Heap objects')).toHaveCount(1);
    await expect(recorded.tooltipRow('Lazily freed')).toHaveCount(0);
  });

  test('zooms where it is dragged', async ({ recorded, page }) => {
    await recorded.drawn();
    const before = page.url();
    await recorded.drag(0.3, 0.6);
    await expect.poll(() => page.url()).not.toBe(before);
    await recorded.drawn();
  });
});

test.describe('findings', () => {
  test('open by the keyboard, with numbers before and after, and close again', async ({ recorded, page }) => {
    await recorded.verdict.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await expect(recorded.comparison).toContainText('Lazily freed');
    await expect(recorded.findings).toContainText('container_memory_usage_bytes');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(recorded.findings).toHaveCount(0);
  });

  test('can be copied as a summary', async ({ recorded, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await recorded.openFindings();
    await recorded.findings.getByRole('button', { name: 'Copy summary' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(/^### Lazily freed memory: /);
  });

  test('can be copied for a chat, with a link that shows the same', async ({ recorded, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await recorded.openFindings();
    const verdict = await recorded.verdict.innerText();
    await recorded.findings.getByRole('button', { name: 'Copy for chat' }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const link = /^Panel: (.*)$/m.exec(copied)?.[1] ?? '';
    expect(link).toMatch(/[?&]from=\d{13}&to=\d{13}&.*gomem-1=/);
    await page.goto(link);
    await expect(recorded.verdict).toHaveText(verdict, { useInnerText: true });
  });

  test('can be copied as a picture', async ({ recorded, page, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await recorded.openFindings();
    await recorded.drawn();
    await recorded.findings.getByRole('button', { name: 'Copy picture' }).click();
    await expect(recorded.findings).toContainText('Picture copied');
    const types = await page.evaluate(async () => (await navigator.clipboard.read()).flatMap((item) => item.types));
    expect(types).toEqual(['image/png']);
  });
});

test.describe('data links', () => {
  test('know the workload, the finding and its span', async ({ openVariant }) => {
    const url =
      'https://example.org/${__workload.namespace}/${__workload.labels.pod}/${__finding.id}?from=${__span.from}&to=${__span.to}';
    const panel = await openVariant((model) => {
      model.fieldConfig = { defaults: { links: [{ title: 'About ${__finding.name}', url }] }, overrides: [] };
    });
    await panel.openFindings();
    const link = panel.findings.getByRole('link', { name: 'About Lazily freed' }).first();
    await expect(link).toHaveAttribute(
      'href',
      /^https:\/\/example\.org\/[\w-]+\/[\w-]+\/lazily-freed\?from=\d{13}&to=\d{13}$/
    );
  });
});

test.describe('accessibility', () => {
  const include = '[data-testid="composition-panel"]';

  test('has no violations', async ({ recorded, scanForA11yViolations }) => {
    await recorded.drawn();
    expect(await scanForA11yViolations({ include })).toHaveNoA11yViolations();
  });

  test('has none with its findings open', async ({ recorded, scanForA11yViolations }) => {
    await recorded.openFindings();
    expect(await scanForA11yViolations({ include })).toHaveNoA11yViolations();
  });
});
