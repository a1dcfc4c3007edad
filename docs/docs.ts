import { accuracyRows, type Accuracy } from '../tests/accuracy/table';
import { sizingSummary, type SizedRow } from '../tests/accuracy/sizing/table';
import { findingWords, type MadeFile } from '../generate/sources';
import { layerById } from '../src/composition/layers';
import { recommendedQueries } from '../src/metrics/queries';
import { namesOfRole } from '../src/metrics/table';
import { sizingRules } from '../src/sizing/rules';
import { layers } from '../src/texts/layerWords';
import { dumpPicture, dumpTables } from './howItKnows';

/** Placeholders of a message as a reader sees them. */
const readable = (text: string): string => text.replace(/\{\{(\w+)\}\}/g, '…');

function section({ id, headlines, details, description }: (typeof findingWords)[number]): string {
  const { title, meaning, test, confirm, references, recording } = description;
  const needs = description.needs.map((role) => `\`${namesOfRole(role)[0]}\``).join(', ');
  const spokenOf = description.layers.map((layer) => layerById.get(layer)?.label).join(', ');
  const says = (key: string) => Object.entries({ ...headlines, ...details }).filter(([name]) => name.startsWith(`${id}.${key}`));
  return [
    `## ${title}`,
    `<a id="${id}"></a>\`${id}\``,
    meaning,
    ...(recording ? [`![${title} in the recording ${recording}](img/${id}.png)`] : []),
    ...(needs ? [`**Series needed.** ${needs}.`] : []),
    ...(spokenOf ? [`**Layers.** ${spokenOf}.`] : []),
    `**Test.** ${test}`,
    `**What it says.**`,
    says('headline')
      .map(([, text]) => `- ${readable(text)}`)
      .join('\n'),
    `**What would refute it.** ${says('refuted')
      .map(([, text]) => text)
      .join(' ')}`,
    `**What would confirm it outside of Prometheus.** ${confirm}`,
    `**Advice.** ${says('advice')
      .map(([, text]) => text)
      .join(' ')}`,
    ...(references.length > 0 ? [`**References.** ${references.map((url) => `<${url}>`).join(', ')}`] : []),
  ].join('\n\n');
}

/** docs/findings.md: generated from the tables that the panel itself reads. */
function findingsPage(): string {
  return `${[
    '# Findings',
    'Generated from the tables of the code by `npm run generate`. A finding names a cause, with evidence, confidence, severity, interval and advice.',
    '**Confidence.** *Proven*: kernel accounting leaves no other explanation. *Likely*: the series agree and no other known cause fits. *Possible*: the series allow it and others too. A query step above one minute caps it at *likely*.',
    '**Severity.** *Info*: nothing is wrong, but numbers mislead. *Warning*: someone should act. *Critical*: a kill is near or happened.',
    '**Several findings at once.** All true causes are reported, worst severity first, then by bytes explained. A finding that a larger one explains (live heap that only follows a leak of goroutines) is left out.',
    ...findingWords.map(section),
  ].join('\n\n')}\n`;
}

/** The layer table of the README. */
const layerRows = (): string =>
  [
    '| layer | bytes | class |',
    '|---|---|---|',
    ...layers.map(({ label, formula, class: kind }) => `| ${label} | ${formula} | ${kind} |`),
  ].join('\n');

/** The formulas of recommended sizes in the README. */
const formulaRows = (): string =>
  [
    '| number | formula | because |',
    '|---|---|---|',
    ...Object.values(sizingRules).map(({ name, formula, because }) => `| ${name} | ${formula} | ${because} |`),
  ].join('\n');

/** The findings table of the README. */
const findingRows = (): string =>
  [
    '| finding | in short |',
    '|---|---|',
    ...findingWords.map(
      ({ id, description }) => `| [\`${id}\`](docs/findings.md#${id}) | ${description.meaning.split(/(?<=\.) /)[0]} |`
    ),
  ].join('\n');

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`; throws where the marks are missing. */
export function fill(page: string, name: string, content: string): string {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [start, end] = [page.indexOf(open), page.indexOf(close)];
  if (start < 0 || end < start) {
    throw new Error(`the page has no place for ${name}`);
  }
  return `${page.slice(0, start + open.length)}\n${content}\n${page.slice(end)}`;
}

/** Documents that are made of tables and formulas; `read` gives the present content of a file. */
export function documents(read: (path: string) => string): MadeFile[] {
  const tables = dumpTables();
  const knows = fill(fill(read('docs/how-it-knows.md'), 'dump-series', tables.series), 'dump-layers', tables.layers);
  return [
    { path: 'docs/findings.md', content: findingsPage() },
    { path: 'docs/how-it-knows.md', content: knows },
    { path: 'docs/img/how-it-knows.svg', content: dumpPicture() },
  ];
}

/** The README, whose tables are measured. */
export function readme(accuracy: Accuracy, sized: readonly SizedRow[], read: (path: string) => string): MadeFile {
  const { container, go } = recommendedQueries();
  const block = (text: string) => ['```promql', text, '```'].join('\n');
  const sections: Array<[string, string]> = [
    ['queries', `${block(container)}\n\n${block(go)}`],
    ['layers', layerRows()],
    ['findings', findingRows()],
    ['accuracy', accuracyRows(accuracy)],
    ['sizing-formulas', formulaRows()],
    ['sizing', sizingSummary(sized)],
  ];
  const content = sections.reduce((page, [name, section]) => fill(page, name, section), read('README.md'));
  return { path: 'README.md', content };
}
