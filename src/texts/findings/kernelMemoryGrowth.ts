import { unlikeLoad } from '../growthWords';
import type { FindingDescription } from '../words';

export const id = 'kernel-memory-growth';
export const order = 130;
export const name = 'Kernel memory grows';

export const headlines = {
  'kernel-memory-growth.headline':
    'Kernel memory of the container keeps growing: from {{low}} to {{high}} in {{duration}}.',
  'kernel-memory-growth.headline-open':
    'Kernel memory of the container rose from {{low}} to {{high}} in {{duration}}; so far, a daily load or caches that fill look the same.',
} as const;

export const details = {
  'kernel-memory-growth.refuted':
    'Usage minus rss minus cache falls again, or huge pages of hugetlbfs are counted (cgroup v2 option memory_hugetlb_accounting).',
  'kernel-memory-growth.advice':
    'Usual causes are many open sockets and files, directories with very many entries, and page tables of large sparse mappings. memory.stat of the cgroup splits it (slab, sock, kernel_stack, pagetables).',
} as const;

export const description: FindingDescription = {
  title: 'Kernel memory growth',
  meaning: 'The kernel keeps more for this container: sockets, page tables, directory entries.',
  test: `Usage - rss - cache rises by more than the threshold and by more than 10 % of what cache grew. ${unlikeLoad}`,
  confirm: 'memory.stat of the cgroup: slab, sock, pagetables or kernel_stack rise.',
  references: ['https://www.kernel.org/doc/html/latest/admin-guide/cgroup-v2.html#memory'],
  recording: null,
};
