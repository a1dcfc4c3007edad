import { addTo } from '../workloads/lookup';
import { count, list, message, shows, time } from './text';
import type { Finding, Message } from './types';

/** So many equal sentences hide the others; two are read faster than a sum of them. */
const many = 3;

/** A message without its numbers: what it says, and what the messages inside it say. */
const shapeOf = ({ id, values }: Message): string =>
  [id, ...Object.values(values).flatMap((value) => (value.kind === 'list' ? value.value.map(shapeOf) : []))].join(' ');

/**
 * Findings that say the same of one life after another, as one: it speaks of the latest, from the first on, and keeps
 * all of them. Findings of an upgrade stay apart, since each change of version is a story of its own.
 */
export function foldRepeats(findings: readonly Finding[]): Finding[] {
  const alike = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { id, severity, headline, upgrade, from } = finding;
    const key = [id, severity, shapeOf(headline), upgrade ? from : ''].join(' ');
    addTo(alike, key, finding);
  }
  return [...alike.values()].flatMap((same) => (same.length < many ? same : [folded(same)]));
}

function folded(same: readonly Finding[]): Finding {
  const repeats = [...same].sort((a, b) => a.to - b.to);
  const latest = repeats[repeats.length - 1];
  const times = repeats.map(({ to }) => message('repeats.time', { at: time(to) }));
  return {
    ...latest,
    from: Math.min(...repeats.map(({ from }) => from)),
    headline: message('repeats.headline', { count: count(repeats.length), headline: list([latest.headline]) }),
    evidence: [
      ...latest.evidence,
      shows(
        message('repeats.times', { count: count(repeats.length), times: list(times) }),
        () => latest.evidence[0]?.promql ?? ''
      ),
    ],
    repeats,
  };
}

/** The findings that one stands for: itself, unless it repeats. */
export const eachOf = (finding: Finding): readonly Finding[] => finding.repeats ?? [finding];

/** The latest that a finding stands for. */
export const latestOf = (finding: Finding): Finding => finding.repeats?.[finding.repeats.length - 1] ?? finding;
