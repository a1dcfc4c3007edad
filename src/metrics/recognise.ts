import { unaggregated } from './aggregation';
import { isAlike, isSameState, stateOf, type FrameState } from './frameState';
import { expressionOf, KnownTexts, labelsInText, nameInText, namesMemory, prefixOf } from './name';
import { isColumn, SharedTimes, toSamples } from './samples';
import { mostTableSeries, problemsOf } from './problems';
import { allRoles } from './roles';
import { atOnce, type Steps } from './steps';
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
  mayCountTwice?: boolean;
}

/** Names are typed as text, and still come as anything. */
const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isRole = (value: unknown): value is Role =>
  value !== undefined && (allRoles as readonly unknown[]).includes(value);

/** What one frame holds. */
export interface FrameReading {
  series: readonly Series[];
  /** Names of series without a role that anybody may have meant. */
  unknown: readonly string[];
  /** Queries that give another quantity than that of the metric they name. */
  others: readonly string[];
  /** What a frame without time is called; null where it has one. */
  noTime: string | null;
  /** Samples below zero, samples without time, and rows of a table beyond those that are read. */
  negative: number;
  timeless: number;
  cut: number;
}

/** A frame of the last round as it was then. */
interface KnownFrame {
  /** The values of the frame's last field: hosts make new frames around the same ones. */
  values: unknown;
  state: FrameState;
  reading: FrameReading;
}

/** Frames of the last round: what did not change since is not read again. */
export class KnownFrames {
  private last: readonly KnownFrame[] = [];
  private shared = new SharedTimes();
  private texts = new KnownTexts();

  /** Readings of frames; the very same ones for what did not change. */
  *readAll(frames: readonly InputFrame[]): Steps<FrameReading[]> {
    // Time columns of the last round are still known, older ones are forgotten.
    this.shared = new SharedTimes(this.shared);
    this.texts = new KnownTexts();
    const { last } = this;
    let byValues: Map<unknown, KnownFrame> | null = null;
    const known: KnownFrame[] = [];
    for (let k = 0; k < frames.length; k++) {
      const frame = frames[k];
      const values = frame.fields[frame.fields.length - 1]?.values;
      const state = stateOf(frame);
      // Most rounds bring the same frames in the same order.
      let before: KnownFrame | undefined = last[k];
      if (last.length > 0 && before?.values !== values) {
        byValues ??= new Map(last.map((one) => [one.values, one]));
        before = byValues.get(values);
      }
      if (before && isSameState(before.state, state)) {
        known.push(before);
      } else {
        const again = k < last.length && isAlike(last[k].state, state) && isReadAgain(last[k].reading, frame);
        const reading = again ? last[k].reading : readFrame(frame, this.shared, this.texts);
        known.push({ values, state, reading });
      }
      yield;
    }
    this.last = known;
    return known.map(({ reading }) => reading);
  }
}

/**
 * Finds the series that carry a role in the frames of Grafana's data sources: one frame per series, wide (joined)
 * frames, and tables with labels in columns. Frames are only read. Never throws on their content; what could not be
 * used is said in `problems`, once per kind.
 */
export const recognise = (frames: readonly InputFrame[]): Recognised =>
  recognised(atOnce(new KnownFrames().readAll(frames)));

/** The series of all readings, and what could not be used. */
export function recognised(readings: readonly FrameReading[]): Recognised {
  const series: Series[] = [];
  const unknown = new Set<string>();
  const others = new Set<string>();
  const noTime: string[] = [];
  const left = { negative: 0, timeless: 0, cut: 0 };
  for (const reading of readings) {
    // Not spread: a table may hold more series than a call takes arguments.
    reading.series.forEach((one) => series.push(one));
    reading.unknown.forEach((name) => unknown.add(name));
    reading.others.forEach((expression) => others.add(expression));
    if (reading.noTime !== null) {
      noTime.push(reading.noTime);
    }
    left.negative += reading.negative;
    left.timeless += reading.timeless;
    left.cut += reading.cut;
  }
  return { series: withoutOddPrefixes(series, unknown), problems: problemsOf(unknown, others, noTime, left) };
}

/**
 * An agent puts one prefix before all names. Beside plain names a prefix says what was made of them: a forecast, a
 * recommendation, a difference; such names are added to the unknown ones.
 */
function withoutOddPrefixes(series: Series[], unknown: Set<string>): Series[] {
  const prefixes = series.map(({ metric }) => prefixOf(metric));
  if (new Set(prefixes).size <= 1) {
    return series;
  }
  return series.filter(({ metric }, k) => {
    const isPlain = prefixes[k] === '';
    if (!isPlain) {
      unknown.add(metric);
    }
    return isPlain;
  });
}

/**
 * True where a frame of one series holds the samples that were read of it before: who changes one query, or asks all of
 * them again, gets new arrays of equal numbers.
 */
function isReadAgain({ series }: FrameReading, { fields }: InputFrame): boolean {
  const [only] = series;
  return (
    series.length === 1 &&
    fields.length === 2 &&
    fields.every(({ type, values }) => isColumn(type === 'time' ? only.times : only.values, values))
  );
}

const nothing: FrameReading = { series: [], unknown: [], others: [], noTime: null, negative: 0, timeless: 0, cut: 0 };

function readFrame(frame: InputFrame, shared: SharedTimes, texts: KnownTexts): FrameReading {
  const { time, numbers, texts: columns } = columnsOf(frame);
  if (numbers.length === 0) {
    return nothing;
  }
  if (!time) {
    return { ...nothing, noTime: [frame.name, frame.refId, numbers[0].name].find(isText) ?? unnamed };
  }
  let series: Series[] | null = null;
  let unknown: string[] | null = null;
  let others: string[] | null = null;
  let negative = 0;
  let timeless = 0;
  const { groups, leftOut } = labelGroups(columns);
  const executed = frame.meta?.executedQueryString ?? '';
  const aggregation = texts.aggregationIn(executed);
  for (const { labels, rows } of groups) {
    for (const field of numbers) {
      const meaning = meaningOf(field, frame, labels, texts);
      if (!meaning) {
        const name = describe(field, frame, labels);
        if (texts.isOtherQuantity(executed) && namesMemory(expressionOf(executed))) {
          others = withOne(others, expressionOf(executed));
        } else if (!isIgnoredMetric(name)) {
          unknown = withOne(unknown, name);
        }
        continue;
      }
      const samples = toSamples(time.values, field.values, shared, rows);
      negative += samples.negative;
      timeless += samples.timeless;
      if (samples.times.length > 0) {
        series = withOne(series, {
          role: meaning.role,
          metric: meaning.metric,
          labels: meaning.labels,
          times: samples.times,
          values: samples.values,
          refId: frame.refId,
          interval: time.config.interval ?? undefined,
          ...(meaning.mayCountTwice && { mayCountTwice: true }),
          ...(aggregation !== unaggregated && { aggregation }),
        });
      }
    }
  }
  return {
    series: series ?? nothing.series,
    unknown: unknown ?? nothing.unknown,
    others: others ?? nothing.others,
    noTime: null,
    negative,
    timeless,
    cut: leftOut,
  };
}

/**
 * A list with one more item. Nearly all frames have one series, and a list that is made for one takes a fifth of the
 * memory of one that grows.
 */
function withOne<T>(list: T[] | null, item: T): T[] {
  if (list === null) {
    return [item];
  }
  list.push(item);
  return list;
}

/** The first time column, all columns of numbers, and those of text. */
function columnsOf({ fields }: InputFrame): {
  time: InputField | null;
  numbers: readonly InputField[];
  texts: readonly InputField[];
} {
  let time: InputField | null = null;
  let numbers: InputField[] | null = null;
  let texts: InputField[] | null = null;
  for (const field of fields) {
    if (field.type === 'number') {
      numbers = withOne(numbers, field);
    } else if (field.type === 'time') {
      time ??= field;
    } else if (field.type === 'string') {
      texts = withOne(texts, field);
    }
  }
  return { time, numbers: numbers ?? noColumns, texts: texts ?? noColumns };
}

const noColumns: readonly InputField[] = [];

/** What stands in a message for a field without name. */
const unnamed = 'without name';

/** A cell of a label column; what is no text has none to show, and may not even be convertible. */
const textOf = (cell: unknown): string =>
  typeof cell === 'string' ? cell : ['number', 'boolean', 'bigint'].includes(typeof cell) ? String(cell) : '';

/** Labels whose values are text; anything may stand in the JSON of a data source. */
function textLabels(labels: Readonly<Record<string, unknown>> = {}): Record<string, string> {
  return isAllText(labels)
    ? labels
    : Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, textOf(value)]));
}

function isAllText(labels: Readonly<Record<string, unknown>>): labels is Record<string, string> {
  for (const name in labels) {
    if (typeof labels[name] !== 'string') {
      return false;
    }
  }
  return true;
}

const allRows = { groups: [{ labels: null }], leftOut: 0 };

/** The rows of each label combination of a "Format: table" frame; one group of all rows for every other frame. */
function labelGroups(columns: readonly InputField[]): {
  groups: Array<{ labels: Record<string, string> | null; rows?: number[] }>;
  /** Rows beyond the label combinations that are read. */
  leftOut: number;
} {
  if (columns.length === 0) {
    return allRows;
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
 * field's, frame's or legend's text; the only metric name in the query that was executed. `texts` remembers what was
 * read of names and queries.
 */
function meaningOf(
  field: InputField,
  frame: InputFrame,
  columns: Record<string, string> | null,
  texts: KnownTexts
): Meaning | null {
  const own = textLabels(field.labels);
  const labels = columns ? { ...columns, ...own } : own;
  const override = field.config.custom?.memoryRole;
  if (isRole(override)) {
    return { role: override, metric: 'memoryRole', labels };
  }
  const metric = labels.__name__;
  if (metric) {
    // Prometheus keeps the name of series of another time, which are beside those of the range.
    const name = texts.isOtherQuantity(frame.meta?.executedQueryString ?? '') ? null : texts.nameIn(metric);
    const role = name && roleOfMetric(name, labels);
    return role ? { role, metric, labels } : null;
  }
  for (const text of [field.config.displayNameFromDS, field.name, frame.name, field.config.displayName]) {
    const name = isText(text) && nameInText(text);
    const all = isText(text) ? { ...labelsInText(text), ...labels } : labels;
    const role = name && roleOfMetric(name, all);
    if (name && role) {
      return { role, metric: name, labels: all };
    }
  }
  const expression = expressionOf(frame.meta?.executedQueryString ?? '');
  const name = texts.nameIn(expression);
  const role = name && roleOfMetric(name, { ...labelsInText(expression), ...labels });
  if (!name || !role) {
    return null;
  }
  const selected = texts.selectedBy(expression);
  return { role, metric: name, labels: { ...selected.labels, ...labels }, mayCountTwice: selected.mayCountTwice };
}

function describe(field: InputField, frame: InputFrame, columns: Record<string, string> | null): string {
  const { labels, config, name } = field;
  const names = [labels?.__name__, columns?.__name__, config.displayNameFromDS, frame.name, name];
  return names.find(isText) ?? unnamed;
}
