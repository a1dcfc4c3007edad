import { findingName } from '../names';
import { tr, trCount } from '../translate';
import type { Aggregate } from '../../composition/aggregate';
import type { OwnerStory, SharedFinding } from './ownerStory';

/** The findings of an owner: what came with its last rollout, and the worst, where that is another one. */
export function storySentence({ worst, rollout, pods }: OwnerStory): string {
  if (!worst) {
    return trCount(
      'fleet.story.healthy',
      'No memory problem found in {{count}} pod.',
      'No memory problem found in {{count}} pods.',
      pods
    );
  }
  const numbers = ({ verdict, affected, total }: SharedFinding) => ({
    finding: findingName(verdict.id),
    affected,
    total,
  });
  const ofRollout =
    rollout &&
    tr('fleet.story.since', 'Since the rollout of {{version}}, {{affected}} of {{total}} pods: {{finding}}.', {
      version: rollout.version,
      ...numbers(rollout),
    });
  const ofWorst =
    rollout?.verdict.id !== worst.verdict.id &&
    tr('fleet.story.affected', '{{affected}} of {{total}} pods: {{finding}}.', numbers(worst));
  return [ofWorst, ofRollout].filter(Boolean).join(' ');
}

/** How many workloads are in an aggregate, and how many lack series. */
export function coverageText({ counts }: Aggregate, lacking: number): string {
  const least = counts.reduce((a, b) => Math.min(a, b), Infinity);
  const most = counts.reduce((a, b) => Math.max(a, b), 0);
  const many =
    least === most
      ? trCount('fleet.story.count', 'Made of {{count}} workload.', 'Made of {{count}} workloads.', most)
      : tr('fleet.story.counts', 'Made of {{least}} to {{most}} workloads at a time.', { least, most });
  const lack = trCount('fleet.story.lacking', '{{count}} lacks series.', '{{count}} lack series.', lacking);
  return lacking > 0 ? `${many} ${lack}` : many;
}
