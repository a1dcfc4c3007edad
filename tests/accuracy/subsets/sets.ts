import { groups, type Group } from '../series';

const all = groups.map(({ name }) => name);

/** Every set of groups that may be missing, none first; the last lacks all. */
export const everySet: ReadonlyArray<readonly Group[]> = Array.from({ length: 2 ** all.length }, (_, bits) =>
  all.filter((_group, k) => (bits >> k) & 1)
);

const only = (...present: Group[]): Group[] => all.filter((group) => !present.includes(group));

const go: Group[] = ['Go heap', 'Go sys', 'go_info', 'process'];

/** What teams have, in the words of the README's table. */
export const commonSets: ReadonlyArray<{ name: string; missing: readonly Group[] }> = [
  { name: 'all', missing: [] },
  { name: 'all but the file lists', missing: ['file lists'] },
  { name: 'all but usage', missing: ['usage', 'file lists'] },
  { name: 'usage, working set, limit, Go', missing: only('usage', 'working set', 'limit', 'restarts', ...go) },
  { name: 'working set, limit, Go', missing: only('working set', 'limit', 'restarts', ...go) },
  { name: 'rss, cache, limit, Go', missing: only('rss and cache', 'limit', 'restarts', ...go) },
  { name: 'all, but of Go only the heap', missing: ['Go sys', 'go_info', 'process'] },
  { name: 'all, without limit and restarts', missing: ['limit', 'restarts'] },
  { name: 'all, without Go', missing: go },
  { name: 'usage, working set, rss, cache', missing: only('usage', 'working set', 'rss and cache') },
  { name: 'working set, limit, restarts', missing: only('working set', 'limit', 'restarts') },
  { name: 'rss, cache, limit, restarts', missing: only('rss and cache', 'limit', 'restarts') },
  { name: 'Go and process', missing: only(...go) },
  { name: 'process only', missing: only('process') },
];
