import type { FindingDescription } from '../words';

export const id = 'kernel-memory-growth';
export const order = 130;
export const name = 'Kernel memory grows';

export const headlines = {
  'kernel-memory-growth.headline':
    'Kernel memory charged to the container keeps growing: from {{low}} to {{high}} in {{duration}}. The kernel can reclaim directory entries, but not sockets.',
  'kernel-memory-growth.headline-over':
    'Kernel memory charged to the container grew from {{low}} to {{high}} in {{duration}}, until this run ended. The kernel can reclaim directory entries, but not sockets.',
  'kernel-memory-growth.headline-ended':
    'Kernel memory charged to the container grew from {{low}} to {{high}} in {{duration}} and has stayed there. The kernel can reclaim directory entries, but not sockets.',
  'kernel-memory-growth.headline-killed':
    'Kernel memory charged to the container rose from {{low}} to {{high}} in {{duration}}, until it was killed at its limit.',
  'kernel-memory-growth.headline-open':
    'Kernel memory charged to the container rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
} as const;

export const details = {
  'kernel-memory-growth.own':
    'container_memory_kernel_usage rises with it: it is memory of the kernel itself, of which it can reclaim directory entries and inodes, but not sockets; memory.stat of the cgroup tells them apart.',
  'kernel-memory-growth.undecided':
    'Usage minus rss minus cache holds what the kernel can reclaim (directory entries, inodes, parts of huge pages) and what it cannot (sockets, page tables); only memory.stat of the cgroup tells them apart.',
  'kernel-memory-growth.killed':
    'The container was killed at its limit while it was full of kernel memory, so the kernel could not reclaim it.',
  'kernel-memory-growth.refuted':
    'Usage minus rss minus cache falls again, or huge pages of hugetlbfs are counted (cgroup v2 option memory_hugetlb_accounting).',
  'kernel-memory-growth.advice':
    'Look at memory.stat of the cgroup before acting: slab_reclaimable (many short-lived files) goes when memory gets tight; sock, slab_unreclaimable, kernel_stack and pagetables do not.',
  'kernel-memory-growth.advice-killed':
    'Usual causes are sockets whose data nobody reads, very many open files, and page tables of large sparse mappings. memory.stat of the cgroup splits it (sock, slab_unreclaimable, kernel_stack, pagetables).',
} as const;

export const description: FindingDescription = {
  title: 'Kernel memory growth',
  meaning: 'The kernel keeps more for this container: sockets, page tables, directory entries.',
  test: 'Usage - rss - cache rises by more than the threshold and by more than 10 % of what cache grew, while rss does not fall by as much. Information only, since directory entries can be reclaimed and no common series tells them from sockets; a warning where the container was killed at its limit and this part had filled it.',
  confirm: 'memory.stat of the cgroup: slab, sock, pagetables or kernel_stack rise.',
  needs: ['usage', 'rss', 'cache'],
  layers: ['kernel'],
  references: ['https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html#memory'],
  recording: 'kmem-126-sockets',
};
