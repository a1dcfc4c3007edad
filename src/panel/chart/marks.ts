import type { Composition } from '../../composition/types';
import { eachOf } from '../../diagnosis/repeats';
import type { Finding, Message } from '../../diagnosis/types';
import { minute } from '../../metrics/units';
import { versionChange } from '../names';
import { tr } from '../translate';

/** Something that happened at one time: a vertical line with a label. */
export interface Mark {
  at: number;
  kind: 'version' | 'restart' | 'oom';
  label: string;
  /** What a finding says about it. */
  detail?: Message;
}

/**
 * An upgrade that a finding names may be seen in the owner's other pods: within this of a mark it is the same event.
 */
const sameEvent = minute;

/** Restarts, OOM kills and Go version changes, in order of time. A kill takes the place of the restart it caused. */
export function marksOf(composition: Composition, findings: readonly Finding[]): Mark[] {
  const marks: Mark[] = [];
  let version: string | null = null;
  composition.instances.forEach((instance, i) => {
    const next = instance.goVersion;
    const changed = version !== null && next !== null && next !== version;
    if (i > 0) {
      marks.push(
        changed
          ? { at: instance.startedAt, kind: 'version', label: versionChange(version ?? '', next ?? '') }
          : { at: instance.startedAt, kind: 'restart', label: tr('marks.restart', 'Restart') }
      );
    }
    version = next ?? version;
  });
  for (const { upgrade } of findings) {
    if (upgrade && !marks.some(({ at, kind }) => kind === 'version' && Math.abs(at - upgrade.at) <= sameEvent)) {
      marks.push({ at: upgrade.at, kind: 'version', label: versionChange(upgrade.from, upgrade.to) });
    }
  }
  for (const { id, to, headline } of findings.flatMap(eachOf)) {
    if (id === 'oom-killed') {
      const caused = marks.findIndex(({ at, kind }) => kind === 'restart' && Math.abs(at - to) <= sameEvent);
      marks.splice(caused < 0 ? marks.length : caused, caused < 0 ? 0 : 1, {
        at: caused < 0 ? to : marks[caused].at,
        kind: 'oom',
        label: tr('marks.oom', 'OOM kill'),
        detail: headline,
      });
    }
  }
  return marks.sort((a, b) => a.at - b.at);
}

const importance: Record<Mark['kind'], number> = { version: 0, oom: 1, restart: 2 };

export interface PlacedLabel {
  mark: Mark;
  /** Left edge and row from the top. */
  x: number;
  row: number;
}

/**
 * Where labels go without covering each other: beside their line, in the first row with room, version changes before
 * kills before restarts. A label that fits nowhere is left out; its line stays.
 */
export function placeLabels(
  marks: ReadonlyArray<{ mark: Mark; x: number; width: number }>,
  { left, right, rows, gap }: { left: number; right: number; rows: number; gap: number }
): PlacedLabel[] {
  const taken: Array<Array<[number, number]>> = Array.from({ length: rows }, () => []);
  const placed: PlacedLabel[] = [];
  const byImportance = [...marks].sort((a, b) => importance[a.mark.kind] - importance[b.mark.kind]);
  for (const { mark, x, width } of byImportance) {
    const start = x + width <= right ? x : x - width;
    if (start < left || start + width > right) {
      continue;
    }
    const row = taken.findIndex((spans) =>
      spans.every(([from, to]) => start + width + gap <= from || start >= to + gap)
    );
    if (row >= 0) {
      taken[row].push([start, start + width]);
      placed.push({ mark, x: start, row });
    }
  }
  return placed;
}
