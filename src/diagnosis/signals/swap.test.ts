import { columns, inMiB, type Sizes } from '../../../tests/fixtures/columns';
import type { CompositionInstance } from '../../composition/types';
import type { Context } from '../context';
import { settingsOf } from '../options';
import { swappedAt } from './swap';

/** MiB in swap at the last but one of four samples, of a run of the last three. */
function swapped(swap: Sizes | undefined, usage: Sizes = 400): number {
  const context = {
    composition: { ...columns(4, { usage }), workload: { series: columns(4, { swap }) } },
    settings: settingsOf(),
  } as never as Context;
  return inMiB([swappedAt(context, { start: 1, end: 4 } as CompositionInstance, 2)])[0];
}

describe('swappedAt', () => {
  it('is what is in swap, from a threshold on', () => {
    expect([swapped(33), swapped(32)]).toEqual([33, 0]);
    expect([swapped(51, 1000), swapped(49, 1000)]).toEqual([51, 0]);
    expect(swapped(undefined)).toBe(0);
    expect(swapped(NaN)).toBe(0);
  });

  it('is wrong where it is usage and more throughout, as some cAdvisors say', () => {
    expect(swapped(450)).toBe(0);
    expect(swapped([0, 450, 450, 450])).toBe(0);
    expect(swapped([450, 450, 450, 350])).toBe(450);
    expect(swapped([450, 359, 450, 450])).toBe(450);
    expect(swapped([450, 361, 450, 450])).toBe(0);
  });
});
