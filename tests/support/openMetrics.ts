import type { RangeSeries } from '../../preview/data/prometheusFrames';

const escape = (value: string) => value.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');

function line(labels: string, [time, value]: [number, string]): string {
  return `${labels} ${value} ${time}\n`;
}

/** The samples in the text format that promtool makes TSDB blocks of, every one at its own time. */
export function toOpenMetrics(series: RangeSeries[]): string {
  const families = new Map<string, string[]>();
  for (const { metric, values } of series) {
    const { __name__: name, ...rest } = metric;
    if (name === undefined) {
      // The result of an expression; Prometheus stored no such series.
      continue;
    }
    const labels = Object.entries(rest).map(([key, value]) => `${key}="${escape(value)}"`);
    const lines = values.map((sample) => line(`${name}{${labels.join(',')}}`, sample));
    families.set(name, [...(families.get(name) ?? []), ...lines]);
  }
  // The lines of one name must stand together.
  return `${[...families.values()].flat().join('')}# EOF\n`;
}
