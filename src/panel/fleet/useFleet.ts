import { useMemo, useState } from 'react';

import type { Model } from '../../model';
import type { Formatters } from '../formatting';
import { fleetRowOf, type FleetRow } from './fleetRow';
import type { Grouping } from './FleetToolbar';
import { defaultSort, filterRows, sortRows, type Filter, type Sort } from './order';
import { groupByOwner, ownerRowOf, ownerRows } from './ownerRows';
import { stableOrder } from './stableOrder';
import { sentenceOf, findingText } from './texts';

interface Question {
  grouping: Grouping;
  chosen: string | null;
  /** True while someone reads: rows stay where they are. */
  hold: boolean;
  formatters: Formatters;
}

/** The rows of the table: filtered, sorted, and where they were while someone reads; and the one that is open. */
export function useFleet(model: Model, { grouping, chosen, hold, formatters }: Question) {
  const [sort, setSort] = useState<Sort>(defaultSort);
  const [filter, setFilter] = useState<Filter>({ text: '', onlyFindings: false });
  const [settle] = useState(() => stableOrder());
  const { workloads } = model;
  const pods = useMemo(() => workloads.map(fleetRowOf), [workloads]);
  const all = useMemo(() => (grouping === 'owners' ? ownerRows(workloads) : pods), [grouping, workloads, pods]);
  const sorted = useMemo(() => {
    const said = (row: FleetRow) => `${findingText(row)} ${sentenceOf(row, formatters)}`;
    return sortRows(filterRows(all, filter, said), sort);
  }, [all, filter, sort, formatters]);
  const rows = settle(sorted, JSON.stringify([grouping, sort, filter]), hold || chosen !== null);
  const open = useMemo(() => {
    const known = chosen === null ? null : (pods.find(({ key }) => key === chosen) ?? null);
    const members = chosen === null || known ? null : groupByOwner(workloads).get(chosen);
    return members ? ownerRowOf(chosen ?? '', members.map(fleetRowOf)) : known;
  }, [chosen, pods, workloads]);
  return { rows, total: all.length, open, sort, setSort, filter, setFilter };
}
