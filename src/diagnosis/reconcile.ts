import type { Finding, FindingId } from './types';

/** A finding that another one explains when it is clearly smaller and overlaps in time. */
interface Explanation {
  explained: FindingId;
  by: FindingId;
  /** The explanation must be at least so many times as large. */
  factor: number;
  why: string;
}

/** Pairs of findings that one cause makes together. */
const explanations: readonly Explanation[] = [
  {
    explained: 'heap-growth',
    by: 'stack-growth',
    factor: 1.5,
    why: 'every goroutine has a descriptor and closures on the heap',
  },
];

/** Leaves out findings that a larger one explains; several true causes at once all stay. */
export const reconcile = (findings: readonly Finding[]): Finding[] =>
  findings.filter(
    (finding) =>
      !explanations.some(
        ({ explained, by, factor }) =>
          finding.id === explained &&
          findings.some(
            (other) =>
              other.id === by &&
              other.bytes >= factor * finding.bytes &&
              other.from <= finding.to &&
              other.to >= finding.from
          )
      )
  );
