import { aggregate } from '../../composition/aggregate';
import type { Composition } from '../../composition/types';
import type { FleetRow } from './fleetRow';

const made = new WeakMap<FleetRow['members'], Composition>();

/** What a row's sparkline draws: of an owner the sum, made when it comes into sight. */
export function compositionOf({ members, name }: FleetRow): Composition {
  const [{ composition: own }] = members;
  if (members.length === 1) {
    return own;
  }
  const compositions = members.map(({ composition }) => composition);
  const sum = made.get(members) ?? aggregate(compositions, 'sum', name)?.composition ?? own;
  made.set(members, sum);
  return sum;
}
