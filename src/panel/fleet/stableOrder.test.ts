import { fleetRow } from '../../../tests/fixtures/panel/fleet';
import { stableOrder } from './stableOrder';

const rows = (...keys: string[]) => keys.map((key) => fleetRow({ key }));
const keys = (list: ReadonlyArray<{ key: string }>) => list.map(({ key }) => key);

describe('stableOrder', () => {
  it('keeps rows in place while someone reads, new ones at the end', () => {
    const settle = stableOrder();
    settle(rows('a', 'b', 'c'), 'usage', false);
    expect(keys(settle(rows('new', 'c', 'a'), 'usage', true))).toEqual(['a', 'c', 'new']);
    expect(keys(settle(rows('c', 'new', 'a'), 'usage', true))).toEqual(['a', 'c', 'new']);
  });

  it('takes the new order once nobody reads', () => {
    const settle = stableOrder();
    settle(rows('a', 'b'), 'usage', true);
    expect(keys(settle(rows('b', 'a'), 'usage', false))).toEqual(['b', 'a']);
  });

  it('answers another question at once', () => {
    const settle = stableOrder();
    settle(rows('a', 'b'), 'usage', true);
    expect(keys(settle(rows('b', 'a'), 'name', true))).toEqual(['b', 'a']);
  });
});
