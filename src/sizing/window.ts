import type { Composition, CompositionInstance } from '../composition/types';

/** What is measured: the runs that speak for how the container is now. */
export interface Window {
  runs: readonly CompositionInstance[];
  /** First and last drawn sample, ms. */
  from: number;
  to: number;
}

const windowOf = (runs: readonly CompositionInstance[]): Window => ({
  runs,
  from: runs[0].from,
  to: runs[runs.length - 1].to,
});

/**
 * The runs of the present release, since another Go version or image may need another size; all runs where that one is
 * younger than `least` ms.
 */
export function presentWindow({ instances }: Composition, least: number): Window {
  const last = instances[instances.length - 1];
  const isSame = ({ goVersion, image }: CompositionInstance) => goVersion === last.goVersion && image === last.image;
  const other = instances.map(isSame).lastIndexOf(false);
  const present = windowOf(instances.slice(other + 1));
  return present.to - present.from >= least ? present : windowOf(instances);
}

/** Values of the window's drawn samples that are known. */
export function valuesIn({ runs }: Window, values: Float64Array): Float64Array {
  const parts = runs.map(({ start, end }) => values.subarray(start, end).filter(Number.isFinite));
  const out = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  parts.reduce((at, part) => (out.set(part, at), at + part.length), 0);
  return out;
}

/** The smallest value that so large a share of all is not above; NaN where there is none. */
export function quantile(values: Float64Array, share: number): number {
  const sorted = values.slice().sort();
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN;
}
