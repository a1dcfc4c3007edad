import { layerTable } from '../composition/layers';
import { findingRules } from '../diagnosis/diagnose';
import { findingCatalogue } from '../diagnosis/catalogue';
import { messages } from '../diagnosis/messages';
import { layerById } from '../composition/layers';
import { namesOfRole } from '../metrics/table';

/** Placeholders of a message as a reader sees them. */
const readable = (text: string): string => text.replace(/\{\{(\w+)\}\}/g, '…');

function section({ id, title, meaning, test, confirm, references }: (typeof findingCatalogue)[number]): string {
  const rule = findingRules.find((one) => one.id === id);
  const needs = (rule?.needs ?? []).map((role) => `\`${namesOfRole(role)[0]}\``).join(', ');
  const layers = (rule?.layers ?? []).map((layer) => layerById.get(layer)?.label).join(', ');
  const says = (key: string) => Object.entries(messages).filter(([name]) => name.startsWith(`${id}.${key}`));
  return [
    `## ${title}`,
    `<a id="${id}"></a>\`${id}\``,
    meaning,
    ...(needs ? [`**Series needed.** ${needs}.`] : []),
    ...(layers ? [`**Layers.** ${layers}.`] : []),
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
export function findingsPage(): string {
  return `${[
    '# Findings',
    'Generated from the tables of the code by `npm run docs`. A finding names a cause, with evidence, confidence, severity, interval and advice.',
    '**Confidence.** *Proven*: kernel accounting leaves no other explanation. *Likely*: the series agree and no other known cause fits. *Possible*: the series allow it and others too. A query step above one minute caps it at *likely*.',
    '**Severity.** *Info*: nothing is wrong, but numbers mislead. *Warning*: someone should act. *Critical*: a kill is near or happened.',
    '**Several findings at once.** All true causes are reported, worst severity first, then by bytes explained. A finding that a larger one explains (live heap that only follows a leak of goroutines) is left out.',
    ...findingCatalogue.map(section),
  ].join('\n\n')}\n`;
}

/** The layer table of the README. */
export const layerRows = (): string =>
  [
    '| layer | bytes | class |',
    '|---|---|---|',
    ...layerTable.map(({ label, formula, class: kind }) => `| ${label} | ${formula} | ${kind} |`),
  ].join('\n');

/** The findings table of the README. */
export const findingRows = (): string =>
  [
    '| finding | in short |',
    '|---|---|',
    ...findingCatalogue.map(
      ({ id, meaning }) => `| [\`${id}\`](docs/findings.md#${id}) | ${meaning.split(/(?<=\.) /)[0]} |`
    ),
  ].join('\n');
