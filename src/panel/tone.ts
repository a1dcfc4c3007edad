import type { Finding, FindingId } from '../diagnosis/types';

/** What a row reads of a finding. */
export type Verdict = Pick<Finding, 'id' | 'severity' | 'bytes' | 'headline' | 'upgrade' | 'from' | 'repeats'>;

/** Findings that say: this is no problem. */
const reassuring: ReadonlySet<FindingId> = new Set<FindingId>([
  'lazily-freed',
  'accounting-correction',
  'page-cache-growth',
]);

/** Headlines that speak otherwise than the rest of their finding does. */
const exceptions: Readonly<Record<string, boolean>> = {
  'lazily-freed.headline-killed': false,
  'lazily-freed.headline-others': false,
  'oom-risk.headline-clear': true,
  'oom-risk.headline-undecided': true,
  'oom-risk.headline-undecided-passed': true,
};

/** Whether a verdict takes a worry away, instead of naming a risk or a cause. */
export function isReassuring({ id, headline, repeats }: Verdict): boolean {
  const said = repeats ? repeats[0].headline : headline;
  return exceptions[said.id] ?? reassuring.has(id);
}
