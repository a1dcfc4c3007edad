import { useState } from 'react';

/** The value that first came with this key: it stays the same object until the key changes. */
export function useKept<T>(value: T, key: string): T {
  const [kept, keep] = useState({ value, key });
  if (kept.key === key) {
    return kept.value;
  }
  keep({ value, key });
  return value;
}

/** The previous list while its items are the same: the chart must not be fed again because someone opened a list. */
export function useSameList<T>(list: T[]): T[] {
  const [kept, keep] = useState(list);
  if (kept.length === list.length && kept.every((item, i) => item === list[i])) {
    return kept;
  }
  keep(list);
  return list;
}
