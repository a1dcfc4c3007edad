import { day, hour, minute, second } from './units';

/** How a query put samples together before it answered (Prometheus: aggregation operators, `<function>_over_time`). */
export interface Aggregation {
  /** Of several series: their `sum`, or `one` value of them (avg, max, min, quantile); null where each is by itself. */
  across: 'sum' | 'one' | null;
  /** The function over a window of time, such as `max`; null where samples are as they were scraped. */
  overTime: string | null;
  /** Length of that window, ms; 0 without one. */
  window: number;
}

/** Samples as they were scraped. */
export const unaggregated: Aggregation = { across: null, overTime: null, window: 0 };

const strings = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
/**
 * The first one is the outermost. Operators that only choose series, such as `topk`, change none. PromQL tells capital
 * letters apart in names of functions, not in operators and keywords.
 */
const operator = /(?<![\w:.])(sum|avg|max|min|quantile)\s*(?:(?:by|without)\s*\([^()]*\)\s*)?\(/i;
/** `last_over_time` answers the sample itself. */
const windowed = /(?<![\w:.])(avg|max|min|quantile|mad)_over_time\s*\([^[\]]*\[\s*([\dmshwyd]+)/;

const units = { ms: 1, s: second, m: minute, h: hour, d: day, w: 7 * day, y: 365 * day } as const;
const isUnit = (text: string): text is keyof typeof units => text in units;

/** Length of a duration as PromQL writes it, such as `1h30m`, ms. */
const durationOf = (text: string): number =>
  Array.from(text.matchAll(/(\d+)(ms|[smhdwy])/g)).reduce(
    (sum, [, count, unit]) => sum + Number(count) * (isUnit(unit) ? units[unit] : 0),
    0
  );

/** Reads what a PromQL expression does with samples. */
export function aggregationIn(expression: string): Aggregation {
  const bare = expression.replace(strings, '""');
  const across = operator.exec(bare)?.[1].toLowerCase();
  const [, overTime, window] = windowed.exec(bare) ?? [];
  return across || overTime
    ? {
        across: !across ? null : across === 'sum' ? 'sum' : 'one',
        overTime: overTime ?? null,
        window: overTime ? durationOf(window) : 0,
      }
    : unaggregated;
}
