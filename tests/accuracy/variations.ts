import { readAnswers } from '../../cli/read';
import { report } from '../../cli/report';
import type { InputFrame } from '../../src/metrics/types';
import { day, hour, minute } from '../../src/metrics/units';
import { prepare } from '../../src/prepare';
import { seeded } from '../fixtures/frames';
import { inputOf, rightAnswer, wrongIn, type RightAnswer } from './reported';
import { thin } from './run';
import { nameOf, relabel, resample, revalue } from './series';

/** A change of the input that leaves the right answer as it is. */
interface Variation {
  name: string;
  /** Cases whose answer it changes after all. */
  except?(right: RightAnswer, frames: readonly InputFrame[]): boolean;
  of(frames: InputFrame[]): InputFrame[];
}

const sizes =
  /bytes|memory_(rss|cache|swap|mapped_file|usage|working_set|limit|used|allocated|kernel_usage)|resource_limits?|gc_goal|memory\.|sys_|_rss$/;
const times = /(start_time_seconds|last_gc_time_seconds)$/;

const scaled = (factor: number): Variation => ({
  name: `sizes times ${factor}`,
  // What is small is told by small numbers; what is large has limits of its own.
  except: ({ why }) => factor < 1 && /MiB|Mi\b|MB/.test(why),
  of: (frames) => revalue(frames, sizes, (value) => Math.round(value * factor)),
});

const bounds = (frames: readonly InputFrame[]) => {
  const all = frames.flatMap(({ fields: [time] }) => [
    Number(time.values[0] ?? NaN),
    Number(time.values[time.values.length - 1] ?? NaN),
  ]);
  const known = all.filter(Number.isFinite);
  return { first: Math.min(...known), last: Math.max(...known) };
};

const stepOf = (frames: readonly InputFrame[]): number =>
  Math.min(
    ...frames.flatMap(({ fields: [time] }) =>
      time.values.length > 1 ? [Number(time.values[1]) - Number(time.values[0])] : []
    )
  );

/** THE list of variations. */
const variations: readonly Variation[] = [
  scaled(0.5),
  scaled(3),
  {
    name: 'another week and time of day',
    of: (frames) => {
      const shift = 8 * day + 5 * hour + 10 * minute;
      return revalue(frames, times, (value) => value + shift / 1000).map((frame) => ({
        ...frame,
        fields: frame.fields.map((field) =>
          field.type === 'time' ? { ...field, values: Array.from(field.values, (t) => Number(t) + shift) } : field
        ),
      }));
    },
  },
  { name: 'backwards', of: (frames) => [...frames].reverse() },
  { name: 'twice', of: (frames) => [...frames, ...frames] },
  {
    name: 'twice the step',
    except: (_right, frames) => frames.some(({ fields: [time] }) => time.values.length < 80),
    of: (frames) => thin(frames, 2 * stepOf(frames)),
  },
  {
    name: 'the first twentieth is cut off',
    of: (frames) => {
      const { first, last } = bounds(frames);
      return resample(frames, (time) => time >= first + 0.05 * (last - first));
    },
  },
  {
    name: 'one sample in twenty is lost',
    of: (frames) => {
      const random = seeded(7);
      return resample(frames, () => random() > 0.05);
    },
  },
  {
    name: 'labels of a federation',
    of: (frames) => relabel(frames, (labels) => ({ ...labels, prometheus: 'monitoring/k8s', receive: 'true' })),
  },
  {
    name: 'without start times',
    except: (_right, frames) => frames.some((frame) => /process_start|container_start/.test(nameOf(frame))) === false,
    of: (frames) => frames.filter((frame) => !/^(process|container)_start_time_seconds$/.test(nameOf(frame))),
  },
];

/** What each variation gets wrong in a case, in words. */
export function wrongInVariations(name: string): string[] {
  const right = rightAnswer(name);
  if (right.exit2 || right.readsOrNames) {
    return [];
  }
  const { frames } = readAnswers([inputOf(name)]);
  return variations
    .filter((variation) => frames.length > 0 && !variation.except?.(right, frames))
    .flatMap((variation) =>
      wrongIn({ report: report(prepare(variation.of(frames)), false), refused: null }, right).map(
        (text) => `${name}, ${variation.name}: ${text}`
      )
    );
}
