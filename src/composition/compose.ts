import { Blocks } from '../metrics/blocks';
import { once } from '../metrics/oncePer';
import type { Role } from '../metrics/roles';
import { mayBeOfPods } from '../workloads/labels';
import type { Instance, Workload } from '../workloads/types';
import { baseColumn, baseOf, isOfContainer, type Base } from './bases';
import { columnsOf, orElse, unknownColumn } from './columns';
import { hasUntouchedBallast } from './untouchedBallast';
import { GoSample, retainedColumn } from './goLayers';
import { limitInForce, limitOf, limitsOf, withoutAbsurd } from './limits';
import { byRichness, Sampler, type Inputs, type Outputs } from './sample';
import { stackedLayers } from './stackedLayers';
import type { Composition, CompositionInstance } from './types';

const noGo = byRichness.indexOf('no-go');

/**
 * Composes one workload: at every grid timestamp of a live instance with usage > 0, layers of bytes that are never
 * negative and sum to usage exactly, from the series that exist there (docs/design.md §6). Without container series,
 * usage is process RSS, else what Go has not given back. Pure; the workload is only read.
 */
export const compose = (workload: Workload): Composition => composeOnto(workload, new Blocks(columnsOfOne));

/** Columns that are made for one workload. */
const columnsOfOne = 8;

/** The same, its columns cut from blocks that other workloads use, too. */
export function composeOnto(workload: Workload, blocks: Blocks): Composition {
  const composer = new Composer(workload, blocks);
  for (const instance of workload.instances) {
    composer.composeInstance(instance);
  }
  return composer.result();
}

/** The arrays of a composition while it is being filled. */
class Composer {
  private readonly length: number;
  private readonly base: Base;
  private readonly hasContainer: boolean;
  private readonly retained: Float64Array;
  private readonly input: Inputs;
  private readonly go: GoSample;
  private readonly out: Outputs;
  private readonly sampler: Sampler;
  private readonly of: (role: Role) => Float64Array;
  private readonly drawn: Uint8Array;
  private readonly goMissing: Uint8Array;
  private readonly instances: CompositionInstance[] = [];
  private samples = 0;
  /** Drawn samples with a working set. */
  private withWorkingSet = 0;

  constructor(
    private readonly workload: Workload,
    blocks: Blocks
  ) {
    const { length } = workload.time;
    const { series } = workload;
    const of = columnsOf(withoutAbsurd(series), length);
    const column = () => blocks.column(length);
    this.length = length;
    this.of = columnsOf(series, length);
    this.base = baseOf(series);
    this.hasContainer = isOfContainer(this.base);
    this.retained = retainedColumn(of, column());
    this.input = {
      usage: baseColumn(this.base, of, length),
      workingSet: of('workingSet'),
      rss: of('rss'),
      cache: of('cache'),
      inactiveFile: of('inactiveFile'),
      activeFile: of('activeFile'),
      processRss: of('processRss'),
      kernelUsage: of('kernelUsage'),
      // Each series may be the largest of several pods each: the difference of two of them describes no pod.
      mostUsage: mayBeOfPods(workload) ? unknownColumn(length) : this.base === 'usage' ? of('usage') : limitOf(of),
    };
    this.go = new GoSample(of, this.retained);
    this.out = {
      low: column(),
      high: column(),
      estimate: column(),
      floor: column(),
      ceiling: column(),
      excess: column(),
      notResident: column(),
    };
    this.sampler = new Sampler(this.input, this.go, this.out, this.hasContainer);
    this.drawn = blocks.flags(length);
    this.goMissing = blocks.flags(length);
  }

  composeInstance(instance: Instance): void {
    const { input, workload } = this;
    const untouchedBallast = this.hasContainer && hasUntouchedBallast(input, this.retained, instance);
    const { mode, first, last } = this.fill(instance, untouchedBallast);
    if (mode < 0) {
      return;
    }
    this.instances.push({
      start: instance.start,
      end: instance.end,
      containerStart: instance.containerStart,
      processStart: instance.processStart,
      runMatcher: instance.runMatcher,
      image: instance.image,
      goVersion: instance.goVersion,
      from: workload.time[first],
      to: workload.time[last],
      startedAt: beganAt(instance, workload.time[first]),
      mode: byRichness[mode],
      isUnread: instance.isUnread,
      untouchedBallast,
    });
  }

  /** Fills the columns of a run; its richest mode, -1 where nothing is drawn, and its first and last drawn sample. */
  private fill({ start, end }: Instance, untouchedBallast: boolean): { mode: number; first: number; last: number } {
    const { sampler, drawn, goMissing, input, go } = this;
    let [mode, first, last] = [-1, -1, -1];
    for (let i = start; i < end; i++) {
      const one = sampler.compose(i, untouchedBallast);
      if (one < 0) {
        continue;
      }
      mode = Math.max(mode, one);
      first = first === -1 ? i : first;
      last = i;
      this.samples++;
      this.withWorkingSet += input.workingSet[i] > 0 ? 1 : 0;
      drawn[i] = 1;
      goMissing[i] = go.knows(i) ? 0 : 1;
    }
    if (mode === noGo) {
      goMissing.fill(0, start, end);
    }
    return { mode, first, last };
  }

  /** Nothing is known where nothing is drawn. */
  private blank(): void {
    for (const column of Object.values(this.out)) {
      for (let i = 0; i < this.length; i++) {
        if (!this.drawn[i]) {
          column[i] = NaN;
        }
      }
    }
  }

  result(): Composition {
    if (this.samples < this.length) {
      this.blank();
    }
    const { out, workload, of, input, hasContainer, drawn } = this;
    const knowsWorkingSet = hasContainer && this.withWorkingSet === this.length;
    const stack = { input, go: this.go, out, runs: this.instances, drawn, hasContainer };
    const layers = once(() => stackedLayers(stack));
    const limit = limitOf(of);
    const inForce = hasContainer ? limitInForce(limit, input.usage) : limit;
    return {
      workload,
      base: this.base,
      time: workload.time,
      get layers() {
        return layers();
      },
      most: this.sampler.most,
      drawn,
      goMissing: this.goMissing,
      usage: hasContainer ? this.whereDrawn(input.usage) : this.usageOfProcess(),
      workingSet: hasContainer ? this.whereDrawn(input.workingSet) : unknownColumn(this.length),
      correctedWorkingSet: knowsWorkingSet ? out.high : this.whereWorkingSet(out.high),
      need: { low: out.low, high: out.high },
      lazilyFreed: { estimate: out.estimate, floor: out.floor, ceiling: out.ceiling },
      fileListExcess: out.excess,
      retained: this.whereDrawn(this.retained),
      notResident: out.notResident,
      rss: of('rss'),
      limit: inForce ?? unknownColumn(this.length),
      isLimitRefused: inForce === null,
      request: limitsOf(of('request')),
      goMemLimit: limitsOf(of('goMemLimit')),
      processRss: of('processRss'),
      nextGc: of('nextGc'),
      instances: this.instances,
      samples: this.samples,
    };
  }

  private whereDrawn(values: Float64Array): Float64Array {
    const { drawn } = this;
    return this.samples === this.length ? values : values.map((value, i) => (drawn[i] ? value : NaN));
  }

  /** Where a sample has a working set: what is not drawn is not known anyway. */
  private whereWorkingSet(values: Float64Array): Float64Array {
    return values.map((value, i) => (this.input.workingSet[i] > 0 ? value : NaN));
  }

  /** Resident memory of the process, else what Go keeps. */
  private usageOfProcess(): Float64Array {
    const { drawn, input, retained } = this;
    return input.usage.map((bytes, i) => (drawn[i] ? orElse(bytes, retained[i]) : NaN));
  }
}

/** A process that was restarted inside its container began after the container did. */
function beganAt({ containerStart, processStart }: Instance, firstDrawn: number): number {
  const latest = Math.max(orElse(containerStart, -Infinity), orElse(processStart, -Infinity));
  return Number.isFinite(latest) ? Math.min(latest, firstDrawn) : firstDrawn;
}
