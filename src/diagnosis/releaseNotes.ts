import type { ReleaseVersion } from './releases';

interface ReleaseNote {
  /** One sentence a Go programmer understands. */
  change: string;
  references: readonly string[];
}

/** What each release of the table changed about the memory a container is charged for. */
export const releaseNotes: Readonly<Record<ReleaseVersion, ReleaseNote>> = {
  'go1.9': {
    change: 'Memory that stays unused for five minutes is given back at once (MADV_DONTNEED).',
    references: ['https://go.dev/doc/go1.9'],
  },
  'go1.12': {
    change: 'Go gives memory back lazily (MADV_FREE): it stays in usage and RSS until the kernel needs it.',
    references: ['https://go.dev/doc/go1.12', 'https://go.dev/issue/23687', 'https://go.dev/issue/31616'],
  },
  'go1.12.5': {
    change: 'Fixes fragmentation and latency of the 1.12 scavenger; memory is still given back lazily (MADV_FREE).',
    references: ['https://go.dev/doc/devel/release#go1.12', 'https://go.dev/issue/31679'],
  },
  'go1.13': {
    change: 'A background scavenger gives unused memory back within minutes, lazily (MADV_FREE).',
    references: ['https://go.dev/doc/go1.13', 'https://go.dev/issue/30333'],
  },
  'go1.14': {
    change: 'New page allocator; the scavenger paces itself; memory is given back lazily (MADV_FREE).',
    references: ['https://go.dev/doc/go1.14', 'https://go.dev/issue/37525'],
  },
  'go1.16': {
    change:
      'Go gives memory back at once again (MADV_DONTNEED): usage and RSS fall, working set may rise to its true value.',
    references: ['https://go.dev/doc/go1.16', 'https://go.dev/issue/42330', 'https://go.dev/issue/44554'],
  },
  'go1.18': {
    change:
      'The garbage collector counts stacks and globals when it sets its goal, and returns memory more aggressively.',
    references: ['https://go.dev/doc/go1.18'],
  },
  'go1.19': {
    change: 'GOMEMLIMIT, a soft limit on the memory Go keeps.',
    references: ['https://go.dev/doc/go1.19'],
  },
  'go1.21.0': {
    change: 'The heap asks for huge pages, which can raise resident memory.',
    references: ['https://go.dev/doc/go1.21', 'https://go.dev/issue/61718'],
  },
  'go1.21.1': {
    change:
      'Released memory is no longer excluded from huge pages: with transparent huge pages always on, the kernel can bring it back.',
    references: ['https://go.dev/issue/61718', 'https://go.dev/issue/64332'],
  },
  'go1.21.4': {
    change: 'No huge page requests for the heap any more; the kernel can still refill released memory with huge pages.',
    references: ['https://go.dev/issue/63334', 'https://go.dev/issue/64332'],
  },
  'go1.22': {
    change: 'Allocation headers: size classes shift a little.',
    references: ['https://go.dev/doc/go1.22'],
  },
  'go1.24': {
    change:
      'Large allocations are zeroed although they already are zero: resident memory rises while all Go metrics stay flat.',
    references: ['https://go.dev/issue/72991', 'https://go.dev/issue/73800'],
  },
  'go1.24.6': {
    change: 'Fixes the resident memory regression of 1.24.0 to 1.24.5.',
    references: ['https://go.dev/issue/73800'],
  },
  'go1.25': {
    change: 'GOMAXPROCS follows the CPU limit of the container; the 1.24 regression is fixed.',
    references: ['https://go.dev/doc/go1.25'],
  },
  'go1.26': {
    change: 'The Green Tea garbage collector is the default.',
    references: ['https://go.dev/doc/go1.26'],
  },
};
