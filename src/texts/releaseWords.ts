export interface ReleaseWords {
  /** First version with this behaviour, as runtime.Version() has it: a .0 is spelled out from go1.21.0 on. */
  version: string;
  /** How memory is given back on Linux: `eager` with MADV_DONTNEED, `lazy` with MADV_FREE. */
  advice: 'eager' | 'lazy';
  /** What it changed about the memory a container is charged for: one sentence a Go programmer understands. */
  change: string;
  /** Where more of the same Go memory is resident from this version on: the version of the row that ends it. */
  fixedIn?: string;
  references: readonly string[];
}

/**
 * THE Go release table, oldest first: each row holds from its version up to the next row's. Sources: release notes and
 * `src/runtime/mem_linux.go` at each tag (docs/domain.md §3). `npm run generate` makes src/diagnosis/releases.gen.ts
 * of it, without the sentences, which only details need.
 */
export const releases = [
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
    fixedIn: 'go1.21.4',
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
    fixedIn: 'go1.24.6',
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
] as const satisfies readonly ReleaseWords[];
