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

/** cAdvisor's limit where it is one, else the one that kube-state-metrics knows. */
export function limitOf(of: (role: Role) => Float64Array): Float64Array {
  const [own, kube] = [limitsOf(of('limit')), limitsOf(of('kubeLimit'))];
  for (let i = 0; i < own.length; i++) {
    if (!Number.isNaN(own[i])) {
      return own.map((bytes, k) => orElse(bytes, kube[k]));
    }
  }
  return kube;
}

/**
 * Charged so many times its limit no container is: the kernel charges nothing above it, and one that is lowered in
 * place is met within moments or refused (Documentation/admin-guide/cgroup-v2.rst, memory.max).
 */
const mostOver = 2;
/** Fewer samples may all lie in the moments after a limit was lowered. */
const fewest = 3;

/** True where most samples of usage are far above the limit: it is of another unit, or of another container. */
export function isImpossible(limit: Float64Array, usage: Float64Array): boolean {
  let [known, above] = [0, 0];
  for (let i = 0; i < limit.length; i++) {
    if (usage[i] >= 0 && limit[i] > 0) {
      known++;
      above += usage[i] > mostOver * limit[i] ? 1 : 0;
    }
  }
  return known >= fewest && 2 * above > known;
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
