import type { Finding } from '../../diagnosis/types';
import type { Comparison } from '../findings/comparison';
import { comparisonTexts, type ComparedTexts } from '../findings/comparisonTexts';
import type { Description } from '../findings/describeFinding';
import { say } from '../findings/say';
import { confidenceName, severityName } from '../names';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import { docsLink } from './docsLink';

export interface Summary {
  workload: string;
  finding: Finding;
  description: Description | null;
  comparison: Comparison | null;
  /** They must write whole dates, because a ticket is read on another day. */
  formatters: Formatters;
  /** Time zone of the times, for example `UTC+02:00`. */
  zone: string;
  /** The numbers of the picture, in a sentence. */
  state: string;
  /** Where all of it is seen. */
  link: string;
}

/** Names and versions are labels of somebody: they must not become a link, a tag or a heading. */
export const plain = (text: string): string => text.replace(/[\\`*[\]<]/g, '\\$&').replace(/\s+/g, ' ');

/** In a cell of a table a bar would begin the next one. */
const inTable = (text: string): string => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');

/** A Markdown code block whose fence is longer than any in the text, so that the text cannot end it. */
function fenced(text: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}promql\n${text}\n${fence}`;
}

const indented = (text: string): string => text.replace(/^/gm, '  ');

/** One finding for a ticket: what was found, on which numbers, and what to do. */
export function toMarkdown(summary: Summary): string {
  const { workload, finding, description, comparison, formatters, zone, state, link } = summary;
  const { id, severity, confidence, from, to } = finding;
  const said = (message: Finding['headline']): string => plain(say(message, formatters));
  const title = description?.title ?? id;
  const blocks = [
    `### ${tr('summary.title', '{{title}}: {{workload}}', { title, workload: plain(workload) })}`,
    `**${severityName(severity)}** (${confidenceName(confidence)}), ${formatters.time(from)} – ${formatters.time(to)} ${zone}`,
    said(finding.headline),
    plain(state),
    comparison && numbersTable(comparisonTexts(comparison, formatters)),
    `**${tr('finding.evidence', 'Evidence')}**`,
    finding.evidence
      .map(({ text, promql }) => `- ${said(text)}${promql === '' ? '' : `\n\n${indented(fenced(promql))}`}`)
      .join('\n'),
    `**${tr('finding.advice', 'What to do')}**: ${said(finding.advice)}`,
    `**${tr('finding.refuted-by', 'What would refute it')}**: ${said(finding.refutedBy)}`,
    description && `**${tr('finding.confirm', 'What would confirm it')}**: ${description.confirm}`,
    `[${tr('summary.panel', 'Panel')}](${link}) · [${tr('finding.docs', 'About this finding')}](${docsLink(id)})`,
  ];
  return blocks.filter(Boolean).join('\n\n') + '\n';
}

/** A table; `isNumber` tells which columns are set to the right. */
export const markdownTable = (
  headers: readonly string[],
  rows: ReadonlyArray<readonly string[]>,
  isNumber: (column: number) => boolean
): string =>
  [headers, headers.map((_, column) => (isNumber(column) ? '--:' : '---')), ...rows]
    .map((cells) => `| ${cells.map(inTable).join(' | ')} |`)
    .join('\n');

/** The table of a comparison: names, and numbers beside them. */
export const numbersTable = ({ headers, rows }: ComparedTexts): string =>
  markdownTable(
    headers,
    rows.map(({ name, cells }) => [name, ...cells]),
    (column) => column > 0
  );
