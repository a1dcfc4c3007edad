import { indent } from './expression';

/** How a recorded series is read: over a window, as it was some time ago, or of certain Go versions only. */
export interface Reading {
  window?: string;
  offset?: string;
  version?: { operator: '=~' | '!~'; pattern: string };
}

/** Where an expression takes recorded series from. */
export interface Source {
  /** PromQL of a recorded series. */
  read: (record: string, reading?: Reading) => string;
  /**
   * The same without checks, where series are computed on the spot; for expressions that check once for all they read
   * (RecordingRule.unchecked).
   */
  readUnchecked?: (record: string) => string;
  /** False where long windows are too dear, because what they read is not recorded. */
  looksBack: boolean;
}

/** An expression over recorded series, wherever these come from. */
export type Expression = (source: Source) => string;

/** The series as they are recorded: what rule files and alerts read. */
export const recorded: Source = {
  read: (record, { window, offset, version } = {}) =>
    [
      record,
      version ? `{version${version.operator}"${version.pattern}"}` : '',
      window ? `[${window}]` : '',
      offset ? ` offset ${offset}` : '',
    ].join(''),
  looksBack: true,
};

/**
 * What `rules` would have recorded, computed on the spot, within a window as a subquery at `resolution`: for samples of
 * the past, where nothing was recorded. Names of other rules stay as they are recorded.
 */
export function computed(
  rules: ReadonlyArray<{ record: string; expr: Expression }>,
  resolution: string,
  looksBack = true
): Source {
  const byName = new Map(rules.map((rule) => [rule.record, rule.expr]));
  const known = new Map<string, string>();
  const source: Source = {
    read: (record, reading = {}) => {
      const expr = byName.get(record);
      if (!expr) {
        return recorded.read(record, reading);
      }
      const text = known.get(record) ?? expr(source);
      known.set(record, text);
      const { window, offset, version } = reading;
      const filtered = version ? ofVersion(text, version) : bracketed(text);
      if (offset) {
        return `last_over_time(${filtered}[${resolution}:${resolution}] offset ${offset})`;
      }
      return window ? `${filtered}[${window}:${resolution}]` : filtered;
    },
    looksBack,
  };
  return source;
}

const bracketed = (text: string): string => (text.includes('\n') ? `(\n  ${indent(text)}\n)` : `(${text})`);

/** A matcher on the label of a computed series: PromQL has matchers on selectors only, so the label is marked first. */
function ofVersion(text: string, { operator, pattern }: { operator: '=~' | '!~'; pattern: string }): string {
  const marked = `label_replace((${text}), "matches", "yes", "version", "${pattern}")`;
  const marker = `label_replace(vector(1), "matches", "yes", "", "")`;
  return operator === '=~'
    ? `label_replace(${marked} and on (matches) ${marker}, "matches", "", "", "")`
    : `label_replace(${marked} unless on (matches) ${marker}, "matches", "", "", "")`;
}

/** Names of the recorded series that an expression reads. */
export function namesIn(expr: Expression): string[] {
  const names: string[] = [];
  expr({
    ...recorded,
    read: (record, reading) => {
      names.push(record);
      return recorded.read(record, reading);
    },
  });
  return names;
}
