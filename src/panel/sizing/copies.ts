import { MiB } from '../../metrics/units';
import type { Message } from '../../diagnosis/types';
import type { Figure, Sizing } from '../../sizing/types';
import { overlayName } from '../names';
import { tr } from '../translate';

/** Everything that a copy says of a workload's sizes. */
export interface Sized {
  /** Name of the workload. */
  name: string;
  sizing: Sizing;
  say: (message: Message) => string;
  bytes: (value: number) => string;
}

/** The three numbers in order, each with its name. */
export const figuresOf = ({ request, limit, goMemLimit }: Sizing): Array<{ name: string; figure: Figure }> => [
  { name: tr('sizing.request', 'Memory request'), figure: request },
  { name: tr('sizing.limit', 'Memory limit'), figure: limit },
  { name: overlayName('goMemLimit'), figure: goMemLimit },
];

/** True where there is a number to set. */
export const isSized = (sizing: Sizing): boolean => figuresOf(sizing).some(({ figure }) => figure.bytes !== null);

/** Recommended sizes are whole MiB; Kubernetes writes Mi, Go writes MiB. */
const inMiB = (bytes: number): string => String(Math.round(bytes / MiB));

/** A comment of one line, whatever it says. */
const comment = (text: string): string => `# ${text.replace(/[^\P{C}\t]|\p{Z}/gu, ' ')}`;

/** The parts of a container's manifest that carry the recommended numbers, with their reasons as comments. */
export function toYaml({ name, sizing, say }: Sized): string {
  const { request, limit, goMemLimit } = sizing;
  const because = ({ why }: Figure, indent: string): string[] => why.map((one) => `${indent}${comment(say(one))}`);
  const memory = (part: string, figure: Figure): string[] =>
    figure.bytes === null
      ? because(figure, '  ')
      : [...because(figure, '  '), `  ${part}:`, `    memory: ${inMiB(figure.bytes)}Mi`];
  const resources = request.bytes === null && limit.bytes === null ? [] : ['resources:'];
  const env = goMemLimit.bytes === null ? [] : ['env:'];
  return `${[
    comment(name),
    ...resources,
    ...memory('requests', request),
    ...memory('limits', limit),
    ...env,
    ...because(goMemLimit, '  '),
    ...(goMemLimit.bytes === null ? [] : ['  - name: GOMEMLIMIT', `    value: ${inMiB(goMemLimit.bytes)}MiB`]),
  ].join('\n')}\n`;
}

/** The same as sentences, for a ticket or a chat. */
export const toText = ({ name, sizing, say, bytes }: Sized): string =>
  [
    name,
    ...figuresOf(sizing).map(
      (one) =>
        `${one.name}: ${one.figure.bytes === null ? tr('sizing.none', 'none') : bytes(one.figure.bytes)}. ${one.figure.why
          .map(say)
          .join(' ')}`
    ),
  ].join('\n');
