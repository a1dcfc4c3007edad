import type { Finding, FindingId } from './types';

/** A finding that another one of enough bytes explains when they overlap in time. */
interface Explanation {
  explained: FindingId;
  by: FindingId;
  /** The explanation must be at least so many times as large. */
  factor: number;
  /** True where only information is explained: what warns has a proof of its own. */
  ofInformation: boolean;
  why: string;
}

/** Pairs of findings that one cause makes together. */
const explanations: readonly Explanation[] = [
  {
    explained: 'heap-growth',
    by: 'stack-growth',
    factor: 1.5,
    ofInformation: false,
    why: 'every goroutine has a descriptor and closures on the heap',
  },
  {
    explained: 'off-heap-growth',
    by: 'huge-page-bloat',
    factor: 0.8,
    ofInformation: true,
    why: 'it already says of the same bytes that they are huge pages or off-heap memory',
  },
];

/** Leaves out findings that another one explains; several true causes at once all stay. */
export const reconcile = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    (finding) =>
      !explanations.some(
        ({ explained, by, factor, ofInformation }) =>
          finding.id === explained &&
          (!ofInformation || finding.severity === 'info') &&
          findings.some(
            (other) =>
              other.id === by &&
              other.bytes >= factor * finding.bytes &&
              other.from <= finding.to &&
              other.to >= finding.from
          )
      )
  );
