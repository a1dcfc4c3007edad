import { readable } from './readable';
import type { Problem } from './types';

/** More label combinations than this in one table are no memory metrics of a dashboard. */
export const mostTableSeries = 5000;

/** A list of one problem where it is one, else of none; `message` is put together then alone. */
export const problemIf = (isOne: boolean, code: Problem['code'], message: () => string): Problem[] =>
  isOne ? [{ code, message: message() }] : [];

/** What could not be used of frames, in words for the user, once per kind. */
export function problemsOf(
  unknown: ReadonlySet<string>,
  others: ReadonlySet<string>,
  noTime: readonly string[],
  { negative, timeless, cut }: { negative: number; timeless: number; cut: number }
): Problem[] {
  return [
    ...problemIf(
      unknown.size > 0,
      'unknown-series',
      () =>
        `${unknown.size} series without a memory metric that this panel knows: ${listOf([...unknown])}. Set the field override "Memory role" if one of them has a role.`
    ),
    ...problemIf(
      others.size > 0,
      'other-quantity',
      () =>
        `${others.size} queries give another quantity than the bytes of the metric that they name, by arithmetic, a rate or an offset, and were left out: ${listOf([...others])}. Query the metric itself.`
    ),
    ...problemIf(
      noTime.length > 0,
      'no-time',
      () =>
        `${noTime.length} frames have no time column: ${listOf(noTime)}. Use range queries with format "Time series".`
    ),
    ...problemIf(
      negative > 0,
      'negative-values',
      () => `Samples below zero were left out, ${negative} of them: memory is never negative.`
    ),
    ...problemIf(
      timeless > 0,
      'unreadable-time',
      () =>
        `${timeless} samples have a timestamp that cannot be read and were left out: it must be a number of milliseconds, as in a column of type time.`
    ),
    ...problemIf(
      cut > 0,
      'table-cut',
      () =>
        `${cut} rows were left out: a table is read up to ${mostTableSeries} combinations of labels. Select fewer pods, or use format "Time series".`
    ),
  ];
}

/** A few names, shortened: labels may be of any length. */
function listOf(names: readonly string[]): string {
  const shown = names
    .slice(0, 5)
    .map(readable)
    .map((name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name));
  return names.length > shown.length
    ? `${shown.join(', ')}, and ${names.length - shown.length} more`
    : shown.join(', ');
}
