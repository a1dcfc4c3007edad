import type { InputFrame } from '../../../src/metrics/types';
import { thin } from '../run';
import { groups, nameOf, relabel, resample, without, type Group } from '../series';
import type { Random } from '../synthetic/building';
import type { Kind } from './kind';

/** What real setups lack or have twice. */
export interface Degradation {
  name: string;
  /** Groups of series that it drops. */
  drops?: readonly Group[];
  /** Labels that it drops. */
  labels?: readonly string[];
  /** It drops samples. */
  thins?: boolean;
  apply(frames: InputFrame[], random: Random, step: number): InputFrame[];
}

const drop = (...drops: Group[]): Degradation => ({
  name: `without ${drops.join(', ')}`,
  drops,
  apply: (frames) => without(frames, drops),
});

const unlabel = (...labels: string[]): Degradation => ({
  name: `without label ${labels.join(', ')}`,
  labels,
  apply: (frames) =>
    relabel(frames, (all) => Object.fromEntries(Object.entries(all).filter(([label]) => !labels.includes(label)))),
});

const shuffled = <T>(list: readonly T[], random: Random): T[] =>
  list
    .map((item) => ({ item, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);

/** Seven minutes with series of the container, seven without. */
const period = 14 * 60_000;

/** THE list of degradations. */
const degradations: readonly Degradation[] = [
  { name: 'all series', apply: (frames) => frames },
  ...groups.map(({ name }) => drop(name)),
  drop('usage', 'file lists'),
  drop('usage', 'rss and cache'),
  drop('working set', 'file lists', 'restarts'),
  drop('Go heap', 'Go sys', 'go_info', 'process'),
  drop('usage', 'working set', 'rss and cache', 'file lists', 'limit', 'restarts'),
  drop('limit', 'restarts', 'go_info', 'process'),
  unlabel('instance'),
  unlabel('id'),
  {
    name: 'one sample in ten is lost',
    thins: true,
    apply: (frames, random) => resample(frames, () => random() > 0.1),
  },
  {
    name: 'container series come and go',
    thins: true,
    apply: (frames) =>
      resample(frames, (time, frame) => !nameOf(frame).startsWith('container_memory') || time % period < period / 2),
  },
  { name: 'twice the step', thins: true, apply: (frames, _random, step) => thin(frames, 2 * step * 1000) },
  { name: 'any order', apply: (frames, random) => shuffled(frames, random) },
  { name: 'every series twice', apply: (frames) => [...frames, ...frames] },
  {
    name: 'more labels',
    apply: (frames) =>
      relabel(frames, (labels) => ({ ...labels, cluster: 'prod-1', prometheus: 'monitoring/k8s', endpoint: 'http' })),
  },
];

/** Those that leave a kind what its truth needs. */
export const degradationsOf = ({ needs, keeps = [], isFine }: Kind): Degradation[] =>
  degradations.filter(
    ({ drops = [], labels = [], thins }) =>
      !drops.some((group) => needs.includes(group)) &&
      !labels.some((label) => keeps.includes(label)) &&
      !(thins && isFine)
  );
