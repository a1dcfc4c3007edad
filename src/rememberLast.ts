import type { InputField, InputFrame } from './metrics/types';
import type { Missing, Model } from './model';
import { prepare, type PrepareOptions } from './prepare';

type Prepare = (frames: readonly InputFrame[], options: PrepareOptions) => Model | Missing;

interface Remembered {
  frames: readonly InputFrame[];
  /** Of all values: streams change them in place. */
  marks: Mark[];
  options: PrepareOptions;
  answer: Model | Missing;
}

/**
 * `prepare` that remembers its last answer. Grafana makes new frames around the same values for every toggle in the
 * legend and every option, so frames are compared by what `prepare` reads of them, not by identity.
 */
export function rememberLast(compute: Prepare = prepare): Prepare {
  let last: Remembered | undefined;
  return (frames, options) => {
    const marks = frames.flatMap(({ fields }) => fields.map(markOf));
    const known =
      last &&
      sameOptions(last.options, options) &&
      sameList(last.frames, frames, sameFrame) &&
      sameList(last.marks, marks, sameMark);
    if (!last || !known) {
      // Snapshots of the fields' identity: a host may reuse frame objects and replace what is in them.
      last = { frames: frames.map(snapshot), marks, options, answer: compute(frames, options) };
    }
    return last.answer;
  };
}

/**
 * What changes whenever a stream changes values in place: it appends, or, once its buffer is full, drops the first for
 * every one that it appends, which moves the first and the last time while array and length stay.
 */
type Mark = readonly [length: number, first: unknown, last: unknown];

const markOf = ({ values }: InputField): Mark => [values.length, values[0], values[values.length - 1]];
const sameMark = (a: Mark, b: Mark): boolean => a.every((part, i) => Object.is(part, b[i]));

const snapshot = (frame: InputFrame): InputFrame => ({
  ...frame,
  fields: frame.fields.map((field) => ({ ...field, config: { ...field.config } })),
});

function sameFrame(a: InputFrame, b: InputFrame): boolean {
  return (
    a.refId === b.refId &&
    a.name === b.name &&
    a.meta?.executedQueryString === b.meta?.executedQueryString &&
    sameList(a.fields, b.fields, sameField)
  );
}

function sameField(a: InputField, b: InputField): boolean {
  return (
    a.values === b.values &&
    a.name === b.name &&
    a.type === b.type &&
    sameRecord(a.labels, b.labels) &&
    a.config.displayName === b.config.displayName &&
    a.config.displayNameFromDS === b.config.displayNameFromDS &&
    a.config.interval === b.config.interval &&
    a.config.custom?.memoryRole === b.config.custom?.memoryRole
  );
}

const sameOptions = (a: PrepareOptions, b: PrepareOptions): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

function sameList<T>(a: readonly T[], b: readonly T[], same: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((item, i) => same(item, b[i]));
}

function sameRecord(a: Record<string, string> = {}, b: Record<string, string> = {}): boolean {
  if (a === b) {
    return true;
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
