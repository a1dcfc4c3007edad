import { comparisonTexts } from '../findings/comparisonTexts';
import { say } from '../findings/say';
import { confidenceName, severityName } from '../names';
import { tr } from '../translate';
import { docsLink } from './docsLink';
import type { Summary } from './markdown';

/** Names are labels of somebody: in a text of lines they keep to theirs. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ');

const indented = (text: string): string => text.replace(/^/gm, '    ');

/** One finding for a chat: as the Markdown for a ticket says it, without marks that a chat would show. */
export function toPlainText(summary: Summary): string {
  const { workload, finding, description, comparison, formatters, zone, state, link } = summary;
  const { id, severity, confidence, from, to, evidence, advice, headline } = finding;
  const said = (message: typeof headline): string => oneLine(say(message, formatters));
  const title = description?.title ?? id;
  const rows = comparison ? comparisonTexts(comparison, formatters).rows : [];
  const blocks = [
    [
      oneLine(tr('summary.title', '{{title}}: {{workload}}', { title, workload })),
      `${severityName(severity)} (${confidenceName(confidence)}), ${formatters.time(from)} – ${formatters.time(to)} ${zone}`,
      said(headline),
      oneLine(state),
    ],
    rows.map(({ name, cells: [before, after, change] }) => `${name}: ${before} → ${after} (${change})`),
    [
      `${tr('finding.evidence', 'Evidence')}:`,
      ...evidence.flatMap(({ text, promql }) => [`• ${said(text)}`, ...(promql === '' ? [] : [indented(promql)])]),
    ],
    [
      `${tr('finding.advice', 'What to do')}: ${said(advice)}`,
      `${tr('summary.panel', 'Panel')}: ${link}`,
      `${tr('finding.docs', 'About this finding')}: ${docsLink(id)}`,
    ],
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
