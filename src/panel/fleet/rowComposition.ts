import { aggregate } from '../../composition/aggregate';
import { oncePer } from '../../metrics/oncePer';
import type { Composition } from '../../composition/types';
import type { FleetRow } from './fleetRow';

/** What a row's sparkline draws: of an owner the sum, made when it comes into sight. */
export const compositionOf = ({ members }: FleetRow): Composition =>
  members.length === 1 ? members[0].composition : sumOf(members);

const sumOf = oncePer((members: FleetRow['members']): Composition => {
  const compositions = members.map(({ composition }) => composition);
  return aggregate(compositions, 'sum', '')?.composition ?? compositions[0];
});
