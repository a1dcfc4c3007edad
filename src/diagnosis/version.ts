import { oncePerText } from '../metrics/oncePer';

/** A Go version as numbers; `patch` 0 for `go1.20` and for unnumbered development versions. */
export interface GoVersion {
  major: number;
  minor: number;
  patch: number;
}

/**
 * Parses what `runtime.Version()` reports: `go1.12`, `go1.21.0`, `devel go1.26-abc`, `go1.24.1 X:noswissmap`,
 * `go1.22.1-devel-cf`. Null when there is no Go version in it.
 */
export const parseGoVersion = (text: string | null | undefined): GoVersion | null => parsedOf(text ?? '');

const parsedOf = oncePerText((text): GoVersion | null => {
  const match = /go(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  return match ? { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3] ?? 0) } : null;
});

/** Negative when a is older than b. */
export const compareGoVersions = (a: GoVersion, b: GoVersion): number =>
  a.major - b.major || a.minor - b.minor || a.patch - b.patch;

/** Go knows GOMEMLIMIT from this release on (https://go.dev/doc/go1.19). */
const memoryLimit = { major: 1, minor: 19, patch: 0 };

/** False where a version is known not to have GOMEMLIMIT; an unknown version may have it. */
export function hasMemoryLimit(version: string | null): boolean {
  const parsed = parseGoVersion(version);
  return parsed === null || compareGoVersions(parsed, memoryLimit) >= 0;
}
