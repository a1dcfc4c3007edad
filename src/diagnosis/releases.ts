import { oncePerText } from '../metrics/oncePer';
import type { ReleaseMessageId } from '../texts/ids';
import { releases } from './releases.gen';
import { compareGoVersions, parseGoVersion, type GoVersion } from './version';

/** How a Go version returns memory on Linux: `eager` with MADV_DONTNEED, `lazy` with MADV_FREE. */
export type ReleaseAdvice = 'eager' | 'lazy';

/** How memory is given back from one release on. */
interface GoRelease {
  /** First version with this behaviour. */
  version: string;
  advice: ReleaseAdvice;
  /** Where more of the same Go memory is resident from it on: the first version in which it is not. */
  fixedIn?: string;
}

/** The Go release table, oldest first: each row holds from its version up to the next row's. */
export const goReleases: readonly GoRelease[] = releases;

const parsed: ReadonlyArray<{ at: GoVersion; release: GoRelease }> = goReleases.flatMap((release) => {
  const at = parseGoVersion(release.version);
  return at ? [{ at, release }] : [];
});

/** The row that describes a version, or null for an unknown version or one before the table. */
export const releaseOf = (version: string | null): GoRelease | null => (version === null ? null : rowOf(version));

const rowOf = oncePerText((version): GoRelease | null => {
  const wanted = parseGoVersion(version);
  return wanted ? (parsed.filter(({ at }) => compareGoVersions(at, wanted) <= 0).pop()?.release ?? null) : null;
});

/** Release advice of a version by default, that is without GODEBUG=madvdontneed; null when unknown. */
export const adviceOf = (version: string | null): ReleaseAdvice | null => releaseOf(version)?.advice ?? null;

/** False for a version before the first that gives memory back lazily: no setting makes it do so. */
export function canFreeLazily(version: string | null): boolean {
  const own = releaseOf(version);
  return own === null || goReleases.slice(0, goReleases.indexOf(own) + 1).some(({ advice }) => advice === 'lazy');
}

/**
 * The release between two versions that matters most to memory: the first that changed the release advice, else the
 * newest one up to `to`; null when `to` is unknown or not newer.
 */
export function decisiveRelease(from: string, to: string): GoRelease | null {
  const [old, next] = [releaseOf(from), releaseOf(to)];
  const crossed = goReleases.slice(old ? goReleases.indexOf(old) + 1 : 0, next ? goReleases.indexOf(next) + 1 : 0);
  return crossed.find(({ advice }) => old && advice !== old.advice) ?? crossed[crossed.length - 1] ?? null;
}

/** Id of the message that says what a release changed. Dots separate groups of messages, so a version has dashes. */
export function releaseMessageId(version: string): ReleaseMessageId {
  return `release.${version.replace(/\./g, '-')}`;
}
