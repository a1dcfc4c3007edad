/** What no sentence may hold. */
const forbidden: ReadonlyArray<{ what: string; pattern: RegExp }> = [
  { what: 'unknown', pattern: /starts? at unknown|\bunknown\b/i },
  { what: 'NaN', pattern: /\bNaN\b|undefined|Infinity|\[object/ },
  { what: '0 B/h', pattern: /(^|[^\d.])0 B\/h/ },
  { what: 'a negative size', pattern: /(^|[\s(])[-−]\d[\d.]* ?([KMGT]i?)?B\b/ },
  { what: 'a placeholder', pattern: /\{\{/ },
  { what: '1 samples', pattern: /\bonly 1 samples/ },
];

/** What is wrong with sentences, whatever they are about. */
export const wrongWords = (sentences: readonly string[]): string[] =>
  forbidden.flatMap(({ what, pattern }) => {
    const sentence = sentences.find((one) => pattern.test(one));
    return sentence ? [`says ${what}: "${sentence.slice(0, 140)}"`] : [];
  });
