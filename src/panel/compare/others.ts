import { drawnSamples } from '../../composition/drawn';
import type { Composition } from '../../composition/types';
import { onlyVersion, versionsOf } from '../../composition/versionRuns';
import type { WorkloadModel } from '../../model';
import { haveOneOwner } from '../../workloads/owner';
import type { Span } from '../chart/drawing';
import { Ghost } from '../chart/ghost';
import type { Formatters } from '../formatting';
import { tr } from '../translate';
import { brushedKey, pastKey, type Other } from './other';

/** More workloads than this are no choice that somebody reads through. */
const mostWorkloads = 500;

const endsKey = ':ends';
const versionKey = (version: string): string => `:version ${version}`;

/** What there is beside a workload to compare it with. */
export interface Beside {
  workloads: readonly WorkloadModel[];
  past: { composition: Composition; ago: number } | null;
  /** At most two spans that somebody dragged over the chart. */
  brushed: readonly Span[];
}

/**
 * What a workload can be compared with: itself before, of Grafana's time comparison; spans of it that somebody chose;
 * its earlier Go versions; the first quarter of the range with the last; any other workload, those of its owner first.
 */
export function othersOf(
  composition: Composition,
  { workloads, past, brushed }: Beside,
  formatters: Formatters
): Other[] {
  const before: Other[] = past
    ? [
        outlined(
          pastKey,
          tr('compare.past', 'The same, {{ago}} before', { ago: formatters.duration(past.ago) }),
          past.composition,
          composition
        ),
      ]
    : [];
  const [newest, ...older] = versionsOf([composition]).reverse();
  const versions = older.map(({ version }): Other => ({
    key: versionKey(version),
    name: tr('compare.version', '{{older}} with {{newer}}', { older: version, newer: newest.version }),
    other: onlyVersion(composition, version),
    own: onlyVersion(composition, newest.version),
    outline: null,
    spans: [],
  }));
  return [
    ...before,
    ...brushedOf(composition, brushed, formatters),
    ...versions,
    ...ends(composition),
    ...workloadsBeside(composition, workloads),
  ];
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
          outline: null,
          spans: [drawn.slice(0, quarter), drawn.slice(-quarter)].map((part) => spanOf(composition, part)),
        },
      ];
}

const spanOf = ({ time }: Composition, indices: readonly number[]): Span => ({
  from: time[indices[0]],
  to: time[indices[indices.length - 1]],
});

/** The earlier of two chosen spans with the later one, or the only one with the rest of the range. */
function brushedOf(composition: Composition, brushed: readonly Span[], { time }: Formatters): Other[] {
  const spans = [...brushed].sort((a, b) => a.from - b.from);
  const drawn = drawnSamples(composition);
  const within = ({ from, to }: Span) => drawn.filter((i) => from <= composition.time[i] && composition.time[i] <= to);
  const [first, second] = spans.map(within);
  const rest = drawn.filter((i) => !first?.includes(i));
  const [other, own] = second ? [first, second] : [rest, first];
  if (!other?.length || !own?.length) {
    return [];
  }
  const [one, two] = spans.map(({ from, to }) => `${time(from)} – ${time(to)}`);
  return [
    {
      key: brushedKey,
      name: two
        ? tr('compare.spans', '{{one}} with {{two}}', { one, two })
        : tr('compare.span', 'The rest of the range with {{one}}', { one }),
      other: only(composition, other),
      own: only(composition, own),
      outline: null,
      spans,
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
    .map((one) => outlined(one.workload.key, one.workload.name, one.composition, composition));
}

/** All of another composition, with its usage over the chart. */
const outlined = (key: string, name: string, other: Composition, own: Composition): Other => ({
  key,
  name,
  other,
  own,
  outline: new Ghost(tr('compare.outline', 'Usage: {{name}}', { name }), other.time, other.usage),
  spans: [],
});
