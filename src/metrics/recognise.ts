import { labelsInText, nameInText } from './name';
import { toSamples } from './samples';
import { allRoles, isIgnoredMetric, roleOfMetric } from './table';
import type { InputField, InputFrame, Problem, Role, Series } from './types';

export interface Recognised {
  series: Series[];
  problems: Problem[];
}

interface Meaning {
  role: Role;
  metric: string;
  labels: Record<string, string>;
}

/** More label combinations than this in one table are no memory metrics of a dashboard. */
const mostTableSeries = 5000;

const isRole = (value: unknown): value is Role => (allRoles as readonly unknown[]).includes(value);

/**
 * Finds the series that carry a role in the frames of Grafana's data sources: one frame per series, wide (joined)
 * frames, and tables with labels in columns. Frames are only read. Never throws on their content; what could not be
 * used is said in `problems`, once per kind.
 */
export function recognise(frames: readonly InputFrame[]): Recognised {
  const series: Series[] = [];
  const unknown = new Set<string>();
  const noTime: string[] = [];
  let negative = 0;

  for (const frame of frames) {
    const numbers = frame.fields.filter((field) => field.type === 'number');
    if (numbers.length === 0) {
      continue;
    }
    const time = frame.fields.find((field) => field.type === 'time');
    if (!time) {
      noTime.push(frame.name || frame.refId || numbers[0].name);
      continue;
    }
    for (const group of labelGroups(frame, frame.fields)) {
      for (const field of numbers) {
        const meaning = meaningOf(field, frame, group.labels);
        if (!meaning) {
          const name = describe(field, frame, group.labels);
          if (!isIgnoredMetric(name)) {
            unknown.add(name);
          }
          continue;
        }
        const samples = toSamples(time.values, field.values, group.rows);
        negative += samples.negative;
        if (samples.times.length > 0) {
          series.push({
            ...meaning,
            times: samples.times,
            values: samples.values,
            refId: frame.refId,
            interval: time.config.interval ?? undefined,
          });
        }
      }
    }
  }
  return { series, problems: problemsOf(unknown, noTime, negative) };
}

function problemsOf(unknown: ReadonlySet<string>, noTime: readonly string[], negative: number): Problem[] {
  const problems: Problem[] = [];
  if (unknown.size > 0) {
    problems.push({
      code: 'unknown-series',
      message: `${unknown.size} series have no memory metric that this panel knows: ${listOf([...unknown])}. Set the field override "Memory role" if one of them does.`,
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
      message: `${negative} samples are below zero and were left out: memory is never negative.`,
    });
  }
  return problems;
}

/** The rows of each label combination of a "Format: table" frame; one group of all rows for every other frame. */
function labelGroups(
  frame: InputFrame,
  fields: readonly InputField[]
): Array<{ labels: Record<string, string>; rows?: number[] }> {
  const columns = fields.filter((field) => field.type === 'string');
  if (columns.length === 0) {
    return [{ labels: {} }];
  }
  const groups = new Map<string, { labels: Record<string, string>; rows: number[] }>();
  const rows = Math.max(...columns.map((column) => column.values.length));
  for (let row = 0; row < rows; row++) {
    const cells = columns.map((column) => String(column.values[row] ?? ''));
    const key = cells.join('\u0000');
    let group = groups.get(key);
    if (!group) {
      if (groups.size >= mostTableSeries) {
        continue;
      }
      group = { labels: Object.fromEntries(columns.map((column, i) => [column.name, cells[i]])), rows: [] };
      groups.set(key, group);
    }
    group.rows.push(row);
  }
  return [...groups.values()];
}

/**
 * What a field means, first hit wins: the field override "Memory role"; the label `__name__`; a metric name in the
 * field's, frame's or legend's text; the only metric name in the query that was executed.
 */
function meaningOf(field: InputField, frame: InputFrame, columns: Record<string, string>): Meaning | null {
  const labels = { ...columns, ...field.labels };
  const override = field.config.custom?.memoryRole;
  if (isRole(override)) {
    return { role: override, metric: 'memoryRole', labels: withoutName(labels) };
  }
  if (labels.__name__) {
    const name = nameInText(labels.__name__);
    const role = name && roleOfMetric(name, labels);
    return name && role ? { role, metric: labels.__name__, labels: withoutName(labels) } : null;
  }
  for (const text of [field.config.displayNameFromDS, field.name, frame.name, field.config.displayName]) {
    const name = text && nameInText(text);
    const all = text ? { ...labelsInText(text), ...labels } : labels;
    const role = name && roleOfMetric(name, all);
    if (name && role) {
      return { role, metric: name, labels: all };
    }
  }
  const name = frame.meta?.executedQueryString && nameInText(expressionOf(frame.meta.executedQueryString));
  const role = name && roleOfMetric(name, { ...labelsInText(frame.meta?.executedQueryString ?? ''), ...labels });
  return name && role ? { role, metric: name, labels } : null;
}

/** The Prometheus data source writes `Expr: ...\nStep: ...`. */
const expressionOf = (executed: string): string => executed.replace(/^Expr:\s*/, '').replace(/\nStep:[^]*$/, '');

const withoutName = ({ __name__: _, ...rest }: Record<string, string>): Record<string, string> => rest;

const describe = (field: InputField, frame: InputFrame, columns: Record<string, string>): string =>
  field.labels?.__name__ || columns.__name__ || field.config.displayNameFromDS || frame.name || field.name;

/** A few names, shortened: labels may be of any length. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name));
  return names.length > shown.length
    ? `${shown.join(', ')}, and ${names.length - shown.length} more`
    : shown.join(', ');
}
