import type { InputField, InputFrame } from './types';

/** What recognition reads of a field, without its samples; `first` and `last` change when a stream moves them. */
interface FieldState {
  values: InputField['values'];
  length: number;
  first: unknown;
  last: unknown;
  name: string;
  type: string;
  labels: Record<string, string> | undefined;
  displayName: string | undefined;
  displayNameFromDS: string | undefined;
  interval: number | null | undefined;
  memoryRole: string | undefined;
}

/** What recognition reads of a frame: hosts may reuse a frame object and replace what is in it. */
export interface FrameState {
  refId: string | undefined;
  name: string | undefined;
  query: string | undefined;
  fields: readonly FieldState[];
}

/**
 * The state of a frame, to be compared with a later one. Streams change values in place: they append, or, once their
 * buffer is full, drop the first for every one that they append, which moves the first and the last time.
 */
export const stateOf = ({ refId, name, meta, fields }: InputFrame): FrameState => ({
  refId,
  name,
  query: meta?.executedQueryString,
  fields: fields.map(fieldState),
});

const fieldState = ({ values, name, type, labels, config }: InputField): FieldState => ({
  values,
  length: values.length,
  first: values[0],
  last: values[values.length - 1],
  name,
  type,
  labels,
  displayName: config.displayName,
  displayNameFromDS: config.displayNameFromDS,
  interval: config.interval,
  memoryRole: config.custom?.memoryRole,
});

/** True where recognition would read the same of both. */
export const isSameState = (a: FrameState, b: FrameState): boolean =>
  sameList(a.fields, b.fields, sameValues) && isAlike(a, b);

/** True where recognition would read the same of both if the values are equal. */
export const isAlike = (a: FrameState, b: FrameState): boolean =>
  a.refId === b.refId && a.name === b.name && a.query === b.query && sameList(a.fields, b.fields, alikeField);

const sameValues = (a: FieldState, b: FieldState): boolean => a.values === b.values;

const alikeField = (a: FieldState, b: FieldState): boolean =>
  a.length === b.length &&
  Object.is(a.first, b.first) &&
  Object.is(a.last, b.last) &&
  a.name === b.name &&
  a.type === b.type &&
  a.displayName === b.displayName &&
  a.displayNameFromDS === b.displayNameFromDS &&
  a.interval === b.interval &&
  a.memoryRole === b.memoryRole &&
  sameRecord(a.labels, b.labels);

/** True for lists of equal length whose items are the same, pair by pair. */
export function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean = Object.is): boolean {
  return a.length === b.length && a.every((item, i) => same(item, b[i]));
}

function sameRecord(a: Record<string, string> = {}, b: Record<string, string> = {}): boolean {
  if (a === b) {
    return true;
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
