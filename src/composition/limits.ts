import type { Role } from '../metrics/roles';
import { orElse, type Values } from './columns';

/** Kubernetes and the kernel write "no limit" as 0 or as a number near 2^63; no memory is that large either. */
export const noLimit = 2 ** 62;

const realLimit = (bytes: number): number => (bytes > 0 && bytes < noLimit ? bytes : NaN);

/** A column as it is where all of its values are limits or unknown. */
export function limitsOf(column: Float64Array): Float64Array {
  for (let i = 0; i < column.length; i++) {
    if (column[i] <= 0 || column[i] >= noLimit) {
      return column.map(realLimit);
    }
  }
  return column;
}

/**
 * cAdvisor's limit where it is one, else the one that kube-state-metrics knows, which may still be that of an earlier
 * pod: a cAdvisor that knows limits says by 0 that there is none now.
 */
export function limitOf(of: (role: Role) => Float64Array): Float64Array {
  const told = of('limit');
  const [own, kube] = [limitsOf(told), limitsOf(of('kubeLimit'))];
  for (let i = 0; i < own.length; i++) {
    if (!Number.isNaN(own[i])) {
      return own.map((bytes, k) => orElse(bytes, Number.isNaN(told[k]) ? kube[k] : NaN));
    }
  }
  return kube;
}

/**
 * Charged more than this times its limit no container is: the kernel charges nothing above it (memory.max,
 * Documentation/admin-guide/cgroup-v2.rst). Some is left for a limit that was lowered in place, until pages are taken.
 */
const mostOver = 1.05;
/** Fewer samples may all lie in the moments after a limit was lowered. */
const fewest = 3;

/**
 * A limit where it is in force: unknown where usage is above it, as where an exporter still tells the one before. Null
 * where that is most of the time: then it is in another unit, or of another container.
 */
export function limitInForce(limit: Float64Array, usage: Float64Array): Float64Array | null {
  let [known, above] = [0, 0];
  for (let i = 0; i < limit.length; i++) {
    if (usage[i] >= 0 && limit[i] > 0) {
      known++;
      above += usage[i] > mostOver * limit[i] ? 1 : 0;
    }
  }
  if (known >= fewest && 2 * above > known) {
    return null;
  }
  return above === 0 || known < fewest ? limit : limit.map((bytes, i) => (usage[i] > mostOver * bytes ? NaN : bytes));
}

/** Sums of absurd magnitudes are infinite, and their differences no numbers: such values count as unknown. */
export function withoutAbsurd(series: Values): Values {
  return Object.values(series).some(isAbsurd)
    ? Object.fromEntries(
        Object.entries(series).map(([role, values]) => [role, values.map((bytes) => (bytes < noLimit ? bytes : NaN))])
      )
    : series;
}

function isAbsurd(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (values[i] >= noLimit) {
      return true;
    }
  }
  return false;
}
