import type { RangeSeries } from '../../preview/data/prometheusFrames';

const escape = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

function line(labels: string, [time, value]: [number, string]): string {
  return `${labels} ${value} ${time}\n`;
}

/**
 * The samples in the text format that promtool makes TSDB blocks of, every one at its own time; in parts, as a string
 * ends at 512 MB.
 */
export function toOpenMetrics(series: RangeSeries[]): string[] {
  const families = new Map<string, string[]>();
  for (const { metric, values } of series) {
    const { __name__: name, ...rest } = metric;
    if (name === undefined) {
      // The result of an expression; Prometheus stored no such series.
      continue;
    }
    const labels = Object.entries(rest).map(([key, value]) => `${key}="${escape(value)}"`);
    const lines = values.map((sample) => line(`${name}{${labels.join(',')}}`, sample));
    const family = families.get(name);
    if (family) {
      lines.forEach((text) => family.push(text));
    } else {
      families.set(name, lines);
    }
  }
  // The lines of one name must stand together.
  return [...[...families.values()].map((lines) => lines.join('')), '# EOF\n'];
}
