import { isOtherQuantity, labelsInText, namesMemory, nameInText } from './name';
import { toSamples } from './samples';
import { allRoles } from './roles';
import { isIgnoredMetric, roleOfMetric } from './table';
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

/** Names are typed as text, and still come as anything. */
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isRole = (value: unknown): value is Role => (allRoles as readonly unknown[]).includes(value);

/**
 * Finds the series that carry a role in the frames of Grafana's data sources: one frame per series, wide (joined)
 * frames, and tables with labels in columns. Frames are only read. Never throws on their content; what could not be
 * used is said in `problems`, once per kind.
 */
export function recognise(frames: readonly InputFrame[]): Recognised {
  const series: Series[] = [];
  const unknown = new Set<string>();
  const others = new Set<string>();
  const noTime: string[] = [];
  let negative = 0;
  let timeless = 0;
  let cut = 0;

  for (const frame of frames) {
    const numbers = frame.fields.filter((field) => field.type === 'number');
    if (numbers.length === 0) {
      continue;
    }
    const time = frame.fields.find((field) => field.type === 'time');
    if (!time) {
      noTime.push([frame.name, frame.refId, numbers[0].name].find(isText) ?? unnamed);
      continue;
    }
    const { groups, leftOut } = labelGroups(frame.fields);
    cut += leftOut;
    for (const group of groups) {
      for (const field of numbers) {
        const meaning = meaningOf(field, frame, group.labels);
        if (!meaning) {
          const name = describe(field, frame, group.labels);
          const expression = expressionOf(frame.meta?.executedQueryString ?? '');
          if (isOtherQuantity(expression) && namesMemory(expression)) {
            others.add(expression);
          } else if (!isIgnoredMetric(name)) {
            unknown.add(name);
          }
          continue;
        }
        const samples = toSamples(time.values, field.values, group.rows);
        negative += samples.negative;
        timeless += samples.timeless;
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
  return { series, problems: problemsOf(unknown, others, noTime, { negative, timeless, cut }) };
}

function problemsOf(
  unknown: ReadonlySet<string>,
  others: ReadonlySet<string>,
  noTime: readonly string[],
  { negative, timeless, cut }: { negative: number; timeless: number; cut: number }
): Problem[] {
  const problems: Problem[] = [];
  if (unknown.size > 0) {
    problems.push({
      code: 'unknown-series',
      message: `${unknown.size} series have no memory metric that this panel knows: ${listOf([...unknown])}. Set the field override "Memory role" if one of them does.`,
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
      message: `${negative} samples are below zero and were left out: memory is never negative.`,
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

/** What stands in a message for a field without name. */
const unnamed = 'without name';

/** A cell of a label column; what is no text has none to show, and may not even be convertible. */
const textOf = (cell: unknown): string =>
  typeof cell === 'string' ? cell : ['number', 'boolean', 'bigint'].includes(typeof cell) ? String(cell) : '';

/** Labels whose values are text; anything may stand in the JSON of a data source. */
function textLabels(labels: InputField['labels']): Record<string, string> {
  const values: unknown[] = Object.values(labels ?? {});
  return labels && !values.every((value) => typeof value === 'string')
    ? Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, textOf(value)]))
    : (labels ?? {});
}

/** The rows of each label combination of a "Format: table" frame; one group of all rows for every other frame. */
function labelGroups(fields: readonly InputField[]): {
  groups: Array<{ labels: Record<string, string>; rows?: number[] }>;
  /** Rows beyond the label combinations that are read. */
  leftOut: number;
} {
  const columns = fields.filter((field) => field.type === 'string');
  if (columns.length === 0) {
    return { groups: [{ labels: {} }], leftOut: 0 };
  }
  const groups = new Map<string, { labels: Record<string, string>; rows: number[] }>();
  let leftOut = 0;
  const rows = Math.max(...columns.map((column) => column.values.length));
  for (let row = 0; row < rows; row++) {
    const cells = columns.map((column) => textOf(column.values[row]));
    const key = cells.join('\u0000');
    let group = groups.get(key);
    if (!group) {
      if (groups.size >= mostTableSeries) {
        leftOut++;
        continue;
      }
      group = { labels: Object.fromEntries(columns.map((column, i) => [column.name, cells[i]])), rows: [] };
      groups.set(key, group);
    }
    group.rows.push(row);
  }
  return { groups: [...groups.values()], leftOut };
}

/**
 * What a field means, first hit wins: the field override "Memory role"; the label `__name__`; a metric name in the
 * field's, frame's or legend's text; the only metric name in the query that was executed.
 */
function meaningOf(field: InputField, frame: InputFrame, columns: Record<string, string>): Meaning | null {
  const labels = { ...columns, ...textLabels(field.labels) };
  const override = field.config.custom?.memoryRole;
  if (isRole(override)) {
    return { role: override, metric: 'memoryRole', labels: withoutName(labels) };
  }
  if (labels.__name__) {
    // Prometheus keeps the name of series of another time, which are beside those of the range.
    const name = isOtherQuantity(expressionOf(frame.meta?.executedQueryString ?? ''))
      ? null
      : nameInText(labels.__name__);
    const role = name && roleOfMetric(name, labels);
    return name && role ? { role, metric: labels.__name__, labels: withoutName(labels) } : null;
  }
  for (const text of [field.config.displayNameFromDS, field.name, frame.name, field.config.displayName]) {
    const name = isText(text) && nameInText(text);
    const all = isText(text) ? { ...labelsInText(text), ...labels } : labels;
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

function describe(field: InputField, frame: InputFrame, columns: Record<string, string>): string {
  const { labels, config, name } = field;
  const names = [labels?.__name__, columns.__name__, config.displayNameFromDS, frame.name, name];
  return names.find(isText) ?? unnamed;
}

/** A few names, shortened: labels may be of any length. */
function listOf(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => (name.length > 80 ? `${name.slice(0, 79)}…` : name));
  return names.length > shown.length
    ? `${shown.join(', ')}, and ${names.length - shown.length} more`
    : shown.join(', ');
}
