/** One line of the table; times in ms. */
export interface Row {
  what: string;
  size: string;
  median: number;
  /** The 99th percentile, of what is done in the browser the 95th. */
  high: number;
  /** Of what the ratio is, and the ratio of the medians; absent in rows that others are compared with. */
  against?: string;
  ratio?: number;
}

/** The rows as a table of Markdown. */
export const tableOf = (rows: readonly Row[]): string =>
  [
    '| size | what | median ms | p99 (browser: p95) ms | compared with | ratio |',
    '|---|---|---:|---:|---|---:|',
    ...rows.map(
      ({ size, what, median, high, against, ratio }) =>
        `| ${size} | ${what.trim()} | ${median.toFixed(2)} | ${high.toFixed(2)} | ${against ?? ''} | ${ratio?.toFixed(2) ?? ''} |`
    ),
  ].join('\n');
