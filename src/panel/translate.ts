import { t } from '@grafana/i18n';

/**
 * Texts without placeholders, by key: a picture says a hundred, and i18next looks for ten microseconds for each. Null
 * until translations are loaded, because text is English until then.
 */
let known: Map<string, string> | null = null;

/** From now on texts stay as they are: translations are loaded, and the language changes with the page only. */
export function keepTexts(): void {
  known = new Map();
}

/**
 * Translated text with `{{placeholders}}`. React escapes what it renders, so i18next must not: a slash in a workload's
 * name would otherwise show as an entity.
 */
export function tr(key: string, english: string, values?: Record<string, string | number>): string {
  const kept = values ? undefined : known?.get(key);
  if (kept !== undefined) {
    return kept;
  }
  const text = t(key, english, { ...values, interpolation: { escapeValue: false } });
  if (!values) {
    known?.set(key, text);
  }
  return text;
}

/** Text that depends on a number; English has two forms, other languages may have more. */
export function trCount(key: string, one: string, other: string, count: number): string {
  return t(key, other, {
    count,
    defaultValue_one: one,
    defaultValue_other: other,
    interpolation: { escapeValue: false },
  });
}
