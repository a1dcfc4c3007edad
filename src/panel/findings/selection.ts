import type { Finding } from '../../diagnosis/types';
import type { Focus } from '../chart/focus';

/** Names a finding across refreshes: its interval grows, its beginning stays. */
export const keyOf = ({ id, from }: Finding): string => `${id} ${from}`;

/** Steps before a kill that are shown, so that its cause can be seen. */
const stepsToKill = 20;

/**
 * What the chart shows of a selected finding, `step` ms being the distance of samples; a lack of data is nowhere in
 * particular.
 */
export function focusOf(finding: Finding | null, step: number): Focus | null {
  if (finding === null || finding.id === 'insufficient-data') {
    return null;
  }
  const { id, layers, from, to, upgrade } = finding;
  const start = id === 'oom-killed' ? from - stepsToKill * step : from;
  return { layers, from: Math.min(start, upgrade?.at ?? start), to };
}

/**
 * The selected finding. When a refresh has moved its beginning, the next of the same kind; null where there is none
 * or none was selected.
 */
export function selectedFinding(findings: readonly Finding[], key: string | null): Finding | null {
  if (key === null) {
    return null;
  }
  const [id] = key.split(' ');
  return findings.find((finding) => keyOf(finding) === key) ?? findings.find((finding) => finding.id === id) ?? null;
}
