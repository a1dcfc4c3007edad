import type { FleetRow } from './fleetRow';

/**
 * Keeps rows where they are while someone reads: as long as `hold` is true and the question (`what`: sorting, filter,
 * grouping) is the same, known rows stay in their order and new ones are added at the end.
 */
export function stableOrder(): (rows: readonly FleetRow[], what: string, hold: boolean) => FleetRow[] {
  let shown: string[] = [];
  let asked: string | null = null;
  return (rows, what, hold) => {
    const result = hold && asked === what ? inOrderOf(rows, shown) : [...rows];
    shown = result.map(({ key }) => key);
    asked = what;
    return result;
  };
}

function inOrderOf(rows: readonly FleetRow[], order: readonly string[]): FleetRow[] {
  const place = new Map(order.map((key, i) => [key, i]));
  return [...rows].sort((a, b) => (place.get(a.key) ?? Infinity) - (place.get(b.key) ?? Infinity) || 0);
}
