import { compareGoVersions, parseGoVersion, type GoVersion } from './version';

/** How a Go version returns memory on Linux: `eager` with MADV_DONTNEED, `lazy` with MADV_FREE. */
export type ReleaseAdvice = 'eager' | 'lazy';

/** What a Go release changed about the memory a container is charged for. */
export interface GoRelease {
  /** First version with this behaviour. */
  version: string;
  advice: ReleaseAdvice;
  /** One sentence a Go programmer understands. */
  change: string;
  references: string[];
}

/**
 * THE Go release table, oldest first: each row holds from its version up to the next row's. Sources: release notes and
 * `src/runtime/mem_linux.go` at each tag (docs/domain.md §3).
 */
export const goReleases: readonly GoRelease[] = [
  {
    version: 'go1.9',
    advice: 'eager',
    change: 'Memory that stays unused for five minutes is given back at once (MADV_DONTNEED).',
    references: ['https://go.dev/doc/go1.9'],
  },
  {
    version: 'go1.12',
    advice: 'lazy',
    change: 'Go gives memory back lazily (MADV_FREE): it stays in usage and RSS until the kernel needs it.',
    references: ['https://go.dev/doc/go1.12', 'https://go.dev/issue/23687', 'https://go.dev/issue/31616'],
  },
  {
    version: 'go1.12.5',
    advice: 'lazy',
    change: 'Fixes fragmentation and latency of the 1.12 scavenger; memory is still given back lazily (MADV_FREE).',
    references: ['https://go.dev/doc/devel/release#go1.12', 'https://go.dev/issue/31679'],
  },
  {
    version: 'go1.13',
    advice: 'lazy',
    change: 'A background scavenger gives unused memory back within minutes, lazily (MADV_FREE).',
    references: ['https://go.dev/doc/go1.13', 'https://go.dev/issue/30333'],
  },
  {
    version: 'go1.14',
    advice: 'lazy',
    change: 'New page allocator; the scavenger paces itself; memory is given back lazily (MADV_FREE).',
    references: ['https://go.dev/doc/go1.14', 'https://go.dev/issue/37525'],
  },
  {
    version: 'go1.16',
    advice: 'eager',
    change:
      'Go gives memory back at once again (MADV_DONTNEED): usage and RSS fall, working set may rise to its true value.',
    references: ['https://go.dev/doc/go1.16', 'https://go.dev/issue/42330', 'https://go.dev/issue/44554'],
  },
  {
    version: 'go1.18',
    advice: 'eager',
    change:
      'The garbage collector counts stacks and globals when it sets its goal, and returns memory more aggressively.',
    references: ['https://go.dev/doc/go1.18'],
  },
  {
    version: 'go1.19',
    advice: 'eager',
    change: 'GOMEMLIMIT, a soft limit on the memory Go keeps.',
    references: ['https://go.dev/doc/go1.19'],
  },
  {
    version: 'go1.21.0',
    advice: 'eager',
    change: 'The heap asks for huge pages, which can raise resident memory.',
    references: ['https://go.dev/doc/go1.21', 'https://go.dev/issue/61718'],
  },
  {
    version: 'go1.21.1',
    advice: 'eager',
    change:
      'Released memory is no longer excluded from huge pages: with transparent huge pages always on, the kernel can bring it back.',
    references: ['https://go.dev/issue/61718', 'https://go.dev/issue/64332'],
  },
  {
    version: 'go1.21.4',
    advice: 'eager',
    change: 'No huge page requests for the heap any more; the kernel can still refill released memory with huge pages.',
    references: ['https://go.dev/issue/63334', 'https://go.dev/issue/64332'],
  },
  {
    version: 'go1.22',
    advice: 'eager',
    change: 'Allocation headers: size classes shift a little.',
    references: ['https://go.dev/doc/go1.22'],
  },
  {
    version: 'go1.24',
    advice: 'eager',
    change:
      'Large allocations are zeroed although they already are zero: resident memory rises while all Go metrics stay flat.',
    references: ['https://go.dev/issue/72991', 'https://go.dev/issue/73800'],
  },
  {
    version: 'go1.24.6',
    advice: 'eager',
    change: 'Fixes the resident memory regression of 1.24.0 to 1.24.5.',
    references: ['https://go.dev/issue/73800'],
  },
  {
    version: 'go1.25',
    advice: 'eager',
    change: 'GOMAXPROCS follows the CPU limit of the container; the 1.24 regression is fixed.',
    references: ['https://go.dev/doc/go1.25'],
  },
  {
    version: 'go1.26',
    advice: 'eager',
    change: 'The Green Tea garbage collector is the default.',
    references: ['https://go.dev/doc/go1.26'],
  },
];

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
