import { MiB } from '../../metrics/units';
import type { Context } from '../context';
import type { Growth } from './growth';
import type { Kill } from './kills';
import { toldByKills } from './overKills';

const life = 3_600_000;

/** Lives one after another: what rose in each, bytes, whether it was killed at a limit of 256 MiB, and its need. */
function told(
  lives: ReadonlyArray<{ rise: number | null; killed?: boolean; needs?: number }>,
  { lasts = life, atLimit = true, isOfProcess = false, completes = false } = {}
): Array<boolean | null> {
  const instances = lives.map((_, k) => ({ from: k * lasts, to: (k + 1) * lasts, start: k, end: k + 1 }));
  const kills = lives.map(({ killed }) => (killed ? ({ atLimit, isOfProcess, usage: 250 * MiB } as Kill) : null));
  const growths = lives.map(({ rise }) =>
    rise === null ? null : ({ bytes: rise, continues: true, mayBeLoad: true } as Growth)
  );
  const context = {
    composition: {
      instances,
      workload: { terminations: completes ? [{ reason: 'Completed' }] : [] },
      limit: lives.map(() => 256 * MiB),
      need: { low: lives.map(({ needs }) => needs ?? NaN) },
      usage: lives.map(({ needs }) => needs ?? NaN),
    },
    kills,
    settings: { durations: { warmUp: life / 6 } },
  } as never as Context;
  return toldByKills(context, growths).map((growth) => growth && growth.mayBeLoad);
}
const killed = { rise: 100 * MiB, killed: true };

describe('toldByKills', () => {
  it('tells lives that rose until two kills, and the present one on the same way, from load', () => {
    expect(told([killed, killed, { rise: 60 * MiB }])).toEqual([false, false, false]);
    expect(told([{ rise: 90 * MiB }, killed, { rise: null }, killed])).toEqual([true, false, null, false]);
  });

  it('takes the end of a life at its limit for a kill, whatever is said of it', () => {
    const full = { rise: 100 * MiB, needs: 250 * MiB };
    expect(told([full, full, { rise: 60 * MiB }])).toEqual([false, false, false]);
    expect(told([full, { ...full, needs: 230 * MiB }, { rise: 60 * MiB }])).toEqual([true, true, true]);
    expect(told([full, full])).toEqual([true, true]);
    expect(told([full, full, { rise: 60 * MiB }], { completes: true })).toEqual([true, true, true]);
  });

  it('says nothing of one kill, of another limit, of a process, of a start, or of a small rise', () => {
    expect(told([killed, { rise: 90 * MiB }])).toEqual([true, true]);
    expect(told([killed, killed], { atLimit: false })).toEqual([true, true]);
    expect(told([killed, killed], { isOfProcess: true })).toEqual([true, true]);
    expect(told([killed, killed], { lasts: life / 10 })).toEqual([true, true]);
    const small = { rise: 40 * MiB, killed: true };
    expect(told([small, small, { rise: 90 * MiB }])).toEqual([true, true, true]);
    expect(told([killed, killed, { rise: 15 * MiB }])).toEqual([false, false, true]);
  });
});
