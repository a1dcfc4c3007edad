import type { Base } from '../../composition/bases';
import type { Composition } from '../../composition/types';
import type { QueryName } from '../../metrics/queries';

export type OverlayId =
  | 'usage'
  | 'workingSet'
  | 'correctedWorkingSet'
  | 'limit'
  | 'request'
  | 'aboveRequest'
  | 'goMemLimit'
  | 'processRss'
  | 'nextGc';

/** A line drawn over the layers, or an area between two. */
export interface OverlayRow {
  id: OverlayId;
  label: string;
  info: string;
  /** Name of a colour of Grafana's palette, or a colour that no layer comes close to. */
  color: string;
  width: number;
  dash?: number[];
  /** Drawn on a strip in the colour of the background, to read on any layer. */
  halo?: boolean;
  /** Shown unless the user says otherwise. */
  on: boolean;
  /** A bound rather than a measurement: it may lie far above the stack. */
  bound: boolean;
  query: QueryName;
  values: (composition: Composition) => Float64Array;
  /** What the values stand on, where they are the height of an area: it is no part of the stack, and drawn over it. */
  floor?: (composition: Composition) => Float64Array;
}

/** THE overlay table, in order of the legend. */
export const overlayTable: readonly OverlayRow[] = [
  {
    id: 'usage',
    label: 'Usage',
    info: 'What Kubernetes charges the container. The layers add up to it.',
    color: 'text',
    width: 2,
    on: true,
    bound: false,
    query: 'container',
    values: ({ usage }) => usage,
  },
  {
    id: 'workingSet',
    label: 'Working set',
    info: 'Usage minus inactive file memory: what kubectl top, the autoscaler and node eviction read.',
    color: '#E83EA8',
    width: 2,
    on: true,
    bound: false,
    query: 'container',
    values: ({ workingSet }) => workingSet,
  },
  {
    id: 'correctedWorkingSet',
    label: 'Corrected working set',
    info: 'Working set with the memory in use that it hides: the upper end of what the process needs.',
    color: 'purple',
    width: 3,
    dash: [10, 4],
    halo: true,
    on: true,
    bound: false,
    query: 'container',
    values: ({ correctedWorkingSet }) => correctedWorkingSet,
  },
  {
    id: 'limit',
    label: 'Limit',
    info: 'Memory limit of the container.',
    color: 'red',
    width: 2,
    dash: [18, 6],
    on: true,
    bound: true,
    query: 'container',
    values: ({ limit }) => limit,
  },
  {
    id: 'request',
    label: 'Request',
    info: 'Memory request of the container: of pods above theirs, the node evicts first.',
    color: '#8A7500',
    width: 2,
    dash: [12, 4, 2, 4],
    halo: true,
    on: true,
    bound: true,
    query: 'container',
    values: ({ request }) => request,
  },
  {
    id: 'aboveRequest',
    label: 'Working set above request',
    info: 'By how much working set exceeds the memory request: when the node runs short, it evicts such pods first.',
    color: 'text',
    width: 0,
    on: true,
    bound: false,
    query: 'container',
    values: ({ workingSet, request }) => workingSet.map((value, i) => (value > request[i] ? value - request[i] : NaN)),
    floor: ({ workingSet, request }) => request.map((value, i) => (Number.isFinite(workingSet[i]) ? value : NaN)),
  },
  {
    id: 'goMemLimit',
    label: 'GOMEMLIMIT',
    info: 'Soft limit of the Go runtime on the memory it keeps.',
    color: '#A8500F',
    width: 2,
    dash: [4, 5],
    on: true,
    bound: true,
    query: 'go',
    values: ({ goMemLimit }) => goMemLimit,
  },
  {
    id: 'processRss',
    label: 'Process RSS',
    info: 'Resident memory of the process, lazily freed pages included.',
    color: '#7B57D1',
    width: 2,
    on: false,
    bound: false,
    query: 'go',
    values: ({ processRss }) => processRss,
  },
  {
    id: 'nextGc',
    label: 'Next GC goal',
    info: 'Heap size at which the next garbage collection is due.',
    color: '#12806B',
    width: 1,
    dash: [2, 4],
    on: false,
    bound: false,
    query: 'go',
    values: ({ nextGc }) => nextGc,
  },
];

/** Lines that show the same as what the layers add up to, where usage is not known. */
export const sumLine: Partial<Readonly<Record<Base, OverlayId>>> = {
  'working-set': 'workingSet',
  'process-rss': 'processRss',
};
