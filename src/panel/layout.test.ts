import { layoutFor } from './layout';

const sizes: Array<[number, number]> = [
  [1200, 600],
  [600, 400],
  [320, 240],
  [304, 190],
  [200, 120],
  [184, 78],
  [79, 18],
];

describe('layoutFor', () => {
  it.each(sizes)('%d x %d never needs more than it has', (width, height) => {
    for (const showVerdict of [true, false]) {
      for (const hasChoice of [true, false]) {
        const layout = layoutFor(width, height, showVerdict, hasChoice);
        const fixed = layout.verdict.height + layout.selectorHeight;
        expect(fixed + layout.details).toBeLessThanOrEqual(height);
        expect(layout.details).toBeGreaterThanOrEqual(0);
        if (!showVerdict) {
          expect(layout.verdict).toMatchObject({ form: 'none', height: 0 });
        }
        if (!hasChoice) {
          expect(layout.selector).toBe('none');
        }
      }
    }
  });

  it.each<[number, number, object]>([
    [1200, 560, { verdict: { form: 'line', height: 48, lines: 2, since: true }, selector: 'inline', legend: true }],
    [584, 340, { verdict: { form: 'line', height: 32, lines: 1, since: false }, selector: 'row', legend: true }],
    [304, 190, { verdict: { form: 'chip', height: 24, lines: 1, since: false }, selector: 'row', legend: false }],
    [
      184,
      78,
      { verdict: { form: 'chip', height: 24, lines: 1, since: false }, selector: 'none', axes: { x: false, y: false } },
    ],
  ])('%d x %d drops what does not fit', (width, height, expected) =>
    expect(layoutFor(width, height, true, true)).toMatchObject(expected)
  );

  it('covers the chart with the findings where both do not fit', () => {
    const small = layoutFor(304, 190, true, false);
    expect(small.details).toBe(190 - small.verdict.height);
    const large = layoutFor(1200, 600, true, false);
    expect(600 - large.verdict.height - large.details).toBeGreaterThanOrEqual(120);
  });
});
