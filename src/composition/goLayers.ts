import type { Role } from '../metrics/types';

/** Go's own memory at one timestamp, bytes. The five parts add up to `retained`. */
export interface GoParts {
  objects: number;
  fragmented: number;
  idle: number;
  stacks: number;
  runtime: number;
  /** G; NaN where no series of this timestamp tells. */
  retained: number;
  heapReleased: number;
  /** True where only stacks and the rest are known (OpenTelemetry, CockroachDB). */
  coarse: boolean;
}

type GoSeries = Partial<Record<Role, Float64Array>>;

const at = (series: GoSeries, role: Role, i: number): number => series[role]?.[i] ?? NaN;
const orElse = (x: number, fallback: number): number => (Number.isNaN(x) ? fallback : x);

/**
 * Reads the Go series (after `withFallbacks`) at grid index `i`. heapAlloc + (heapInuse - heapAlloc) + (heapIdle -
 * heapReleased) + stackSys + (sys - heapSys - stackSys) = sys - heapReleased (docs/domain.md §1.4); what a missing
 * series leaves unexplained of G goes to `runtime`. Null without any Go value at this timestamp.
 */
export function goPartsAt(series: GoSeries, i: number): GoParts | null {
  const heapReleased = at(series, 'heapReleased', i);
  const sys = at(series, 'sys', i);
  const stacks = orElse(at(series, 'stackSys', i), orElse(at(series, 'otelStack', i), 0));
  const coarseTotal = orElse(at(series, 'retained', i), at(series, 'otelStack', i) + at(series, 'otelOther', i));
  const inuse = orElse(at(series, 'heapInuse', i), at(series, 'heapAlloc', i));
  const heapSys = at(series, 'heapSys', i);
  const idleWithReleased = orElse(at(series, 'heapIdle', i), heapSys - inuse);

  if (!Number.isNaN(sys) && !Number.isNaN(heapReleased)) {
    return split(Math.max(0, sys - heapReleased), heapReleased);
  }
  if (!Number.isNaN(coarseTotal)) {
    return { ...split(coarseTotal, heapReleased), coarse: Number.isNaN(inuse) };
  }
  if (Number.isNaN(inuse) && Number.isNaN(heapReleased)) {
    return null;
  }
  // No `sys`: what is known of Go counts, G itself stays unknown.
  const known = orElse(inuse, 0) + Math.max(0, orElse(idleWithReleased - heapReleased, 0)) + stacks;
  return { ...split(known, heapReleased), retained: NaN };

  function split(retained: number, released: number): GoParts {
    const objects = orElse(Math.min(at(series, 'heapAlloc', i), inuse), orElse(inuse, 0));
    const fragmented = Math.max(0, orElse(inuse - objects, 0));
    const idle = Math.max(0, orElse(idleWithReleased - released, 0));
    const parts = { objects, fragmented, idle, stacks, runtime: 0 };
    const runtime = retained - objects - fragmented - idle - stacks;
    parts.runtime = Math.max(0, runtime);
    takeOut(parts, Math.max(0, -runtime));
    return { ...parts, retained, heapReleased: released, coarse: false };
  }
}

/** Order in which memory that Go counts and the kernel does not hold is taken out: least likely touched first. */
const deficitOrder = ['runtime', 'idle', 'fragmented', 'objects', 'stacks'] as const;

/** Removes `deficit` bytes from the parts in place, none below zero; returns what could not be removed. */
export function takeOut(parts: Pick<GoParts, (typeof deficitOrder)[number]>, deficit: number): number {
  let left = deficit;
  for (const part of deficitOrder) {
    const taken = Math.min(parts[part], left);
    parts[part] -= taken;
    left -= taken;
  }
  return left;
}
