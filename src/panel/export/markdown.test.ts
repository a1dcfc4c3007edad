import { compare } from '../findings/comparison';
import { describeFinding } from '../findings/describeFinding';
import { composition, finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import { makeFormatters } from '../formatting';
import { toMarkdown } from './markdown';

const shown = finding({ from: start + 10 * step, to: start + 19 * step });
const made = composition({
  layers: { anonymous: Array.from({ length: 20 }, (_, i) => (i < 10 ? 100 : 300) * MiB) },
});
const markdown = (overrides: Partial<Parameters<typeof toMarkdown>[0]> = {}) =>
  toMarkdown({
    workload: 'shop/web-0/web',
    finding: shown,
    description: describeFinding(shown),
    comparison: compare(made, shown),
    formatters: makeFormatters('utc', Infinity),
    zone: 'UTC',
    state: 'Memory of shop/web-0/web: 300 MiB used.',
    link: 'https://grafana.example.com/d/a?gomem-1=b',
    ...overrides,
  });

describe('toMarkdown', () => {
  it('says what, where, when, how sure, on which numbers, and what to do', () => {
    const lines = markdown().split('\n');
    expect(lines[0]).toBe('### Lazily freed memory: shop/web-0/web');
    expect(lines[2]).toBe('**Info** (proven), 2026-01-02 10:02:30 – 2026-01-02 10:04:45 UTC');
    expect(lines).toContain('| Quantity | Before | After | Change |');
    expect(lines).toContain('| Usage | 100 MiB | 300 MiB | +200 MiB |');
    expect(lines).toContain('  go_info{pod="web-0"}');
    const text = lines.join('\n');
    expect(text).toMatch(/^\*\*What to do\*\*: Nothing needs fixing/m);
    expect(text).toMatch(/^\*\*What would refute it\*\*: The size of LazyFree/m);
    expect(text).toMatch(/^\*\*What would confirm it\*\*: LazyFree/m);
    expect(text).toMatch(/\/plugins\/gomem-composition-panel\)$/m);
  });

  it('leaves out what is not known', () => {
    const text = markdown({ comparison: null, description: null });
    expect(text).not.toContain('|');
    expect(text).not.toContain('confirm');
    expect(text).toMatch(/^### lazily-freed/);
  });

  it('keeps queries whole and tables straight', () => {
    const evidence = [{ text: shown.advice, promql: 'a{b="```"}' }];
    expect(markdown({ finding: { ...shown, evidence } })).toContain('````promql\n  a{b="```"}\n  ````');
  });

  it('takes labels as text', () => {
    const [heading, ...rest] = markdown({ workload: 'a\n# b [c](https://example.com) <img> `d`' }).split('\n');
    expect(heading).toBe('### Lazily freed memory: a # b \\[c\\](https://example.com) \\<img> \\`d\\`');
    expect(rest.join('\n')).not.toContain('# b');
  });
});
