import { drawnSamples } from '../../composition/drawn';
import type { Composition } from '../../composition/types';
import { onlyVersion, versionsOf } from '../../composition/versionRuns';
import type { WorkloadModel } from '../../model';
import { haveOneOwner } from '../../workloads/owner';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import { pastKey, type Other } from './other';

/** More workloads than this are no choice that somebody reads through. */
const mostWorkloads = 500;

const endsKey = ':ends';
const versionKey = (version: string): string => `:version ${version}`;

/**
 * What a workload can be compared with: itself before, of Grafana's time comparison; its earlier Go versions; the
 * first quarter of the range with the last; any other workload, those of its owner first.
 */
export function othersOf(
  composition: Composition,
  workloads: readonly WorkloadModel[],
  past: { composition: Composition; ago: number } | null,
  formatters: Formatters
): Other[] {
  const before: Other[] = past
    ? [
        {
          key: pastKey,
          name: tr('compare.past', 'The same, {{ago}} before', { ago: formatters.duration(past.ago) }),
          other: past.composition,
          own: composition,
          isOutlined: true,
        },
      ]
    : [];
  const [newest, ...older] = versionsOf([composition]).reverse();
  const versions = older.map(({ version }): Other => ({
    key: versionKey(version),
    name: tr('compare.version', '{{older}} with {{newer}}', { older: version, newer: newest.version }),
    other: onlyVersion(composition, version),
    own: onlyVersion(composition, newest.version),
    isOutlined: false,
  }));
  return [...before, ...versions, ...ends(composition), ...workloadsBeside(composition, workloads)];
}

/** The first and the last quarter of what is drawn. */
function ends(composition: Composition): Other[] {
  const drawn = drawnSamples(composition);
  const quarter = Math.floor(drawn.length / 4);
  return quarter === 0
    ? []
    : [
        {
          key: endsKey,
          name: tr('compare.ends', 'First quarter of the range with the last'),
          other: only(composition, drawn.slice(0, quarter)),
          own: only(composition, drawn.slice(-quarter)),
          isOutlined: false,
        },
      ];
}

function only(composition: Composition, indices: readonly number[]): Composition {
  const drawn = new Uint8Array(composition.drawn.length);
  indices.forEach((i) => (drawn[i] = 1));
  return { ...composition, drawn };
}

function workloadsBeside(composition: Composition, workloads: readonly WorkloadModel[]): Other[] {
  const isOfOwner = ({ workload }: WorkloadModel) => haveOneOwner(workload, composition.workload);
  const others = workloads.filter(({ workload }) => workload.key !== composition.workload.key);
  return [...others.filter(isOfOwner), ...others.filter((one) => !isOfOwner(one))]
    .slice(0, mostWorkloads)
    .map((one) => ({
      key: one.workload.key,
      name: one.workload.name,
      other: one.composition,
      own: composition,
      isOutlined: true,
    }));
}
