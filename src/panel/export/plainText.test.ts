import { compare } from '../findings/comparison';
import { describeFinding } from '../findings/describeFinding';
import { composition, finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import { makeFormatters } from '../formatting';
import { toPlainText } from './plainText';
import { summarise } from './summary';

const shown = finding({ from: start + 10 * step, to: start + 19 * step });
const made = composition({
  layers: { anonymous: Array.from({ length: 20 }, (_, i) => (i < 10 ? 100 : 300) * MiB) },
});
const formatters = makeFormatters('utc', Infinity);
const link = 'https://grafana.example.com/d/a?from=1&to=2&gomem-1=web';
const text = (overrides: Partial<Parameters<typeof toPlainText>[0]> = {}) =>
  toPlainText({
    workload: 'shop/web-0/web',
    finding: shown,
    description: describeFinding(shown),
    comparison: compare(made, shown),
    formatters,
    zone: 'UTC',
    state: summarise(made, [], formatters),
    link,
    ...overrides,
  });

describe('toPlainText', () => {
  it('says what was found, the numbers of the picture, the queries, what to do and where it is seen', () => {
    const lines = text().split('\n');
    expect(lines.slice(0, 2)).toEqual([
      'Lazily freed memory: shop/web-0/web',
      'Info (proven), 2026-01-02 10:02:30 – 2026-01-02 10:04:45 UTC',
    ]);
    expect(lines[3]).toMatch(
      /^Memory of shop\/web-0\/web at 2026-01-02 10:04:45: 300 MiB used, of which 300 MiB needed/
    );
    expect(lines).toContain('Usage: 100 MiB → 300 MiB (+200 MiB)');
    expect(lines).toContain('    go_info{pod="web-0"}');
    expect(lines).toContain(`Panel: ${link}`);
    expect(lines.at(-2)).toMatch(/\/plugins\/gomem-composition-panel$/);
  });

  it('leaves out what is not known', () => {
    const short = text({ comparison: null, description: null });
    expect(short).not.toContain('→');
    expect(short).toMatch(/^lazily-freed: shop/);
  });

  it('has no marks, and names keep to their line', () => {
    const lines = text({ workload: 'a\nb' }).split('\n');
    expect(lines[0]).toBe('Lazily freed memory: a b');
    expect(lines.join('\n')).not.toMatch(/\*\*|```|^#|\]\(/m);
  });
});
