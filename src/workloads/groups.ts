import type { Series } from '../metrics/types';
import { keyOf, markOf, nameOf, type Identify, type Identity } from './identity';

/** Series of one identity. */
export interface Group {
  identity: Identity;
  key: string;
  name: string;
  series: Series[];
}

/** Groups series by identity; `nameless` holds those without any. */
export function groupByIdentity(all: readonly Series[], identify: Identify): { groups: Group[]; nameless: Series[] } {
  const groups = new Map<string, Group>();
  const nameless: Series[] = [];
  for (const series of all) {
    const identity = identify(series);
    if (!identity) {
      nameless.push(series);
      continue;
    }
    const mark = markOf(identity);
    const group = groups.get(mark);
    if (group) {
      group.series.push(series);
    } else {
      groups.set(mark, { identity, key: keyOf(identity), name: nameOf(identity), series: [series] });
    }
  }
  return { groups: [...groups.values()], nameless };
}
