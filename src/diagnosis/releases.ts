import { compareGoVersions, parseGoVersion, type GoVersion } from './version';

/** How a Go version returns memory on Linux: `eager` with MADV_DONTNEED, `lazy` with MADV_FREE. */
export type ReleaseAdvice = 'eager' | 'lazy';

/**
 * THE Go release table, oldest first: each row holds from its version up to the next row's. Sources: release notes and
 * `src/runtime/mem_linux.go` at each tag (docs/domain.md §3). What each changed is told in releaseNotes.ts, which only details need.
 */
const releases = [
  { version: 'go1.9', advice: 'eager' },
  { version: 'go1.12', advice: 'lazy' },
  { version: 'go1.12.5', advice: 'lazy' },
  { version: 'go1.13', advice: 'lazy' },
  { version: 'go1.14', advice: 'lazy' },
  { version: 'go1.16', advice: 'eager' },
  { version: 'go1.18', advice: 'eager' },
  { version: 'go1.19', advice: 'eager' },
  { version: 'go1.21.0', advice: 'eager' },
  { version: 'go1.21.1', advice: 'eager' },
  { version: 'go1.21.4', advice: 'eager' },
  { version: 'go1.22', advice: 'eager' },
  { version: 'go1.24', advice: 'eager' },
  { version: 'go1.24.6', advice: 'eager' },
  { version: 'go1.25', advice: 'eager' },
  { version: 'go1.26', advice: 'eager' },
] as const satisfies ReadonlyArray<{ version: string; advice: ReleaseAdvice }>;

export type ReleaseVersion = (typeof releases)[number]['version'];

/** How memory is given back from one release on. */
export interface GoRelease {
  /** First version with this behaviour. */
  version: ReleaseVersion;
  advice: ReleaseAdvice;
}

export const goReleases: readonly GoRelease[] = releases;

const parsed: ReadonlyArray<{ at: GoVersion; release: GoRelease }> = goReleases.flatMap((release) => {
  const at = parseGoVersion(release.version);
  return at ? [{ at, release }] : [];
});

/** The row that describes a version, or null for an unknown version or one before the table. */
export function releaseOf(version: string | null): GoRelease | null {
  const wanted = parseGoVersion(version);
  return wanted ? (parsed.filter(({ at }) => compareGoVersions(at, wanted) <= 0).pop()?.release ?? null) : null;
}

/** Release advice of a version by default, that is without GODEBUG=madvdontneed; null when unknown. */
export const adviceOf = (version: string | null): ReleaseAdvice | null => releaseOf(version)?.advice ?? null;

/**
 * The release between two versions that matters most to memory: the first that changed the release advice, else the
 * newest one up to `to`; null when `to` is unknown or not newer.
 */
export function decisiveRelease(from: string, to: string): GoRelease | null {
  const [old, next] = [releaseOf(from), releaseOf(to)];
  const crossed = goReleases.slice(old ? goReleases.indexOf(old) + 1 : 0, next ? goReleases.indexOf(next) + 1 : 0);
  return crossed.find(({ advice }) => old && advice !== old.advice) ?? crossed[crossed.length - 1] ?? null;
}

/** Of the message that says what a release changed. */
export type ReleaseMessageId = `release.${string}`;

/** Dots separate groups of messages, so a version has dashes. */
export function releaseMessageId(version: string): ReleaseMessageId {
  return `release.${version.replace(/\./g, '-')}`;
}
