import { t } from '@grafana/i18n';

/**
 * Translated text with `{{placeholders}}`. React escapes what it renders, so i18next must not: a slash in a workload's
 * name would otherwise show as an entity.
 */
export function tr(key: string, english: string, values: Record<string, string | number> = {}): string {
  return t(key, english, { ...values, interpolation: { escapeValue: false } });
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
