import { composition } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import { makeFormatters } from '../formatting';
import { fleetRowOf } from './fleetRow';
import { ownerRowOf } from './ownerRows';
import { sumsText } from './texts';

const formatters = makeFormatters('utc', 1);

/** A workload that needs 100 MiB, and once 300 MiB, on a request. */
function modelOf(name: string, request: number) {
  const composed = composition({
    name,
    limit: 1024 * MiB,
    layers: { anonymous: [100, 300, 100, 100].map((n) => n * MiB) },
  });
  const need = composed.need.high.map((_, i) => composed.usage[i]);
  const whole = { ...composed, need: { ...composed.need, high: need }, request: new Float64Array(4).fill(request) };
  return { workload: whole.workload, composition: whole, findings: [] };
}

describe('what a request leaves unused', () => {
  it('is held against the highest need of the range', () => {
    expect(fleetRowOf(modelOf('a', 512 * MiB))).toMatchObject({ request: 512 * MiB, spare: 212 * MiB });
    expect(fleetRowOf(modelOf('a', 200 * MiB)).spare).toBe(-100 * MiB);
  });

  it('is not known without a request', () => {
    expect(fleetRowOf(modelOf('a', NaN)).spare).toBeNaN();
  });

  it('adds up over an owner', () => {
    const rows = ['a', 'b'].map((name) => fleetRowOf(modelOf(name, 512 * MiB)));
    expect(ownerRowOf('o', rows)).toMatchObject({ request: 1024 * MiB, spare: 424 * MiB });
  });
});

describe('sumsText', () => {
  it('adds up what rows tell, and is empty where none has a request or a limit', () => {
    const rows = [512 * MiB, NaN].map((request) => fleetRowOf(modelOf('a', request)));
    expect(sumsText(rows, formatters)).toBe('requests 512 MiB, limits 2 GiB, need 200 MiB');
    const boundless = { ...rows[1], limit: NaN };
    expect(sumsText([boundless], formatters)).toBe('');
    // What has nothing reserved is not held against what others have.
    expect(sumsText([...rows, boundless], formatters)).toBe(sumsText(rows, formatters));
  });
});
