import { find, textOf } from '../../../tests/fixtures/diagnosis';
import { growing, grows, type Course } from '../../../tests/fixtures/growing';

const stacks = 'go_memstats_stack_sys_bytes';
const goroutines = 'go_goroutines';
const found = (series: Record<string, Course>) => find(growing(series, 36), 'stack-growth');

describe('stackGrowth', () => {
  it('is likely where goroutines rise along', () => {
    const finding = found({ [stacks]: grows, [goroutines]: (share) => 100 + 50_000 * share });
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'likely',
      layers: ['stacks'],
      headline: { id: 'stack-growth.headline' },
      advice: { id: 'stack-growth.advice' },
      refutedBy: { id: 'stack-growth.refuted' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'stack-growth.goroutines']);
    expect(finding?.evidence[0].promql).toMatch(/^go_memstats_stack_sys_bytes\{/);
    expect(finding?.evidence[1].promql).toMatch(/^go_goroutines\{/);
  });

  it('is of deep stacks where they do not', () => {
    const finding = found({ [stacks]: grows, [goroutines]: () => 100 });
    expect(finding).toMatchObject({
      severity: 'warning',
      confidence: 'possible',
      headline: { id: 'stack-growth.headline-deep' },
    });
    expect(finding?.evidence.map(({ text }) => text.id)).toEqual(['growth.rise', 'stack-growth.no-goroutines']);
    expect(textOf(found({ [stacks]: grows }))).toBe(textOf(found({ [stacks]: grows, [goroutines]: () => 100 })));
  });

  it('is information where it has ended', () => {
    const ended = found({ [stacks]: (share) => grows(Math.min(1, 1.5 * share)), [goroutines]: () => 100 });
    expect(ended).toMatchObject({ severity: 'info', headline: { id: 'stack-growth.headline-ended' } });
    expect(ended?.evidence).toHaveLength(1);
  });

  it('says nothing of stacks that stay', () => expect(found({ [stacks]: () => 200 })).toBeUndefined());
});
