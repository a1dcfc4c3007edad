import type { Verdict } from './run';

const grouped = (verdicts: readonly Verdict[], key: (verdict: Verdict) => string): Array<[string, Verdict[]]> => {
  const groups = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    groups.set(key(verdict), [...(groups.get(key(verdict)) ?? []), verdict]);
  }
  return [...groups];
};

const counts = (verdicts: readonly Verdict[]) =>
  `${verdicts.length} | ${verdicts.filter(({ missed }) => missed.length > 0).length} | ${
    verdicts.filter((verdict) => verdict.false.length > 0).length
  }`;

/** A line a kind: variants, those with something missed, those with something false. */
export const kindRows = (verdicts: readonly Verdict[]): string =>
  [
    '| kind | case | variants | missed | false |',
    '|---:|---|---:|---:|---:|',
    ...grouped(verdicts, ({ kind }) => `${kind.number || ''} | ${kind.name}`).map(
      ([name, own]) => `| ${name} | ${counts(own)} |`
    ),
  ].join('\n');

/** A line a set of series. */
export const degradationRows = (verdicts: readonly Verdict[]): string =>
  [
    '| series | variants | missed | false |',
    '|---|---:|---:|---:|',
    ...grouped(verdicts, ({ degradation }) => degradation).map(([name, own]) => `| ${name} | ${counts(own)} |`),
  ].join('\n');

/** What goes wrong in each kind, most frequent first, with the first variant that shows it. */
export const problemsOf = (verdicts: readonly Verdict[]): string =>
  grouped(verdicts, ({ kind }) => kind.name)
    .flatMap(([name, own]) => {
      const texts = new Map<string, Verdict[]>();
      for (const verdict of own) {
        for (const text of [...verdict.missed, ...verdict.false]) {
          const short = text.replace(/: ".*/s, '');
          texts.set(short, [...(texts.get(short) ?? []), verdict]);
        }
      }
      return [...texts]
        .sort(([, a], [, b]) => b.length - a.length)
        .map(([text, shown]) => {
          const full = [...shown[0].missed, ...shown[0].false].find((one) => one.startsWith(text)) ?? text;
          return `${name} #${shown[0].variant} (${shown[0].degradation}): ${full} [${shown.length} of ${own.length}]`;
        });
    })
    .join('\n');
