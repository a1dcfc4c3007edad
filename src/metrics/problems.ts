import type { Problem } from './types';

/** More label combinations than this in one table are no memory metrics of a dashboard. */
export const mostTableSeries = 5000;

/** What could not be used of frames, in words for the user, once per kind. */
export function problemsOf(
  unknown: ReadonlySet<string>,
  others: ReadonlySet<string>,
  noTime: readonly string[],
  { negative, timeless, cut }: { negative: number; timeless: number; cut: number }
): Problem[] {
  const problems: Problem[] = [];
  if (unknown.size > 0) {
    problems.push({
      code: 'unknown-series',
      message: `${unknown.size} series without a memory metric that this panel knows: ${listOf([...unknown])}. Set the field override "Memory role" if one of them has a role.`,
    });
  }
  if (others.size > 0) {
    problems.push({
      code: 'other-quantity',
      message: `${others.size} queries give another quantity than the bytes of the metric that they name, by arithmetic, a rate or an offset, and were left out: ${listOf([...others])}. Query the metric itself.`,
    });
  }
  if (noTime.length > 0) {
    problems.push({
      code: 'no-time',
      message: `${noTime.length} frames have no time column: ${listOf(noTime)}. Use range queries with format "Time series".`,
    });
  }
  if (negative > 0) {
    problems.push({
      code: 'negative-values',
      message: `Samples below zero were left out, ${negative} of them: memory is never negative.`,
    });
  }
  if (timeless > 0) {
    problems.push({
      code: 'unreadable-time',
      message: `${timeless} samples have a timestamp that cannot be read and were left out: it must be a number of milliseconds, as in a column of type time.`,
    });
  }
  if (cut > 0) {
    problems.push({
      code: 'table-cut',
      message: `${cut} rows were left out: a table is read up to ${mostTableSeries} combinations of labels. Select fewer pods, or use format "Time series".`,
    });
  }
  return problems;
}

/** A few names, shortened: labels may be of any length. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name));
  return names.length > shown.length
    ? `${shown.join(', ')}, and ${names.length - shown.length} more`
    : shown.join(', ');
}
