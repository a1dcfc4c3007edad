import { join } from 'node:path';
import { readFrames } from '../../cli/read';
import type { Model } from '../../src/model';
import { prepare, type PrepareOptions } from '../../src/prepare';
import type { InputFrame } from '../../src/metrics/types';
import { lowerBound, typicalStep } from '../../src/workloads/lookup';
import { recordingsFolder } from './truth';

/** Frames of a recording on its finest grid. */
export const framesOfRecording = (name: string): InputFrame[] => readFrames([join(recordingsFolder, name)]);

/** The model of frames that must hold one. */
export function modelOf(frames: readonly InputFrame[], options: PrepareOptions = { compressed: true }): Model {
  const model = prepare(frames, options);
  if (model.kind !== 'model') {
    throw new Error(`nothing to draw: ${model.reason}`);
  }
  return model;
}

/** A Go series is everything that is neither the container's nor kube-state-metrics'. */
const isGo = (frame: InputFrame): boolean =>
  /^(go_|process_)/.test(frame.fields.find(({ type }) => type === 'number')?.labels?.__name__ ?? '');

/** Sizes that cAdvisor reads from memory.stat. */
export const isContainerFrame = (frame: InputFrame): boolean =>
  /^container_memory_(usage_bytes|working_set_bytes|rss|cache)$/.test(
    frame.fields.find(({ type }) => type === 'number')?.labels?.__name__ ?? ''
  );

/** The same frames with all Go series shifted in time, as scrape skew does. */
export const shiftGo = (frames: readonly InputFrame[], ms: number): InputFrame[] =>
  frames.map((frame) =>
    isGo(frame)
      ? {
          ...frame,
          fields: frame.fields.map((field) =>
            field.type === 'time' ? { ...field, values: Array.from(field.values, (t) => Number(t) + ms) } : field
          ),
        }
      : frame
  );

/**
 * What a query with a coarser step would have returned: at each of its timestamps the last sample of the finer grid.
 */
export function thin(frames: readonly InputFrame[], step: number): InputFrame[] {
  const firsts = frames.flatMap(({ fields }) => (fields[0].values.length > 0 ? [Number(fields[0].values[0])] : []));
  const origin = Math.min(...firsts);
  return frames.map((frame) => {
    const times = Float64Array.from(frame.fields[0].values, Number);
    const fine = typicalStep(times) || step;
    const rows: number[] = [];
    const grid: number[] = [];
    const last = times[times.length - 1];
    for (let t = origin + Math.ceil((times[0] - origin) / step) * step; t < last + fine; t += step) {
      const at = lowerBound(times, t + 1) - 1;
      if (at >= 0 && t - times[at] < fine) {
        rows.push(at);
        grid.push(t);
      }
    }
    return {
      ...frame,
      fields: frame.fields.map((field) => ({
        ...field,
        values: field.type === 'time' ? grid : rows.map((row) => field.values[row]),
      })),
    };
  });
}
