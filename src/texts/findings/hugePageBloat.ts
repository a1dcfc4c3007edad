import type { FindingDescription } from '../words';

export const id = 'huge-page-bloat';
export const order = 50;
export const name = 'Huge pages';

export const headlines = {
  'huge-page-bloat.headline':
    'About {{size}} that Go gave back is resident again, most likely through huge pages of the kernel.',
  'huge-page-bloat.headline-possible':
    '{{size}} more than Go keeps is resident: either huge pages refilled memory that Go gave back, or it is off-heap memory.',
  'huge-page-bloat.headline-unsplit':
    '{{size}} of usage is parts of huge pages that Go gave back and that the kernel has not split yet: it takes them back when memory gets tight.',
} as const;

export const details = {
  'huge-page-bloat.unsplit':
    'Resident memory fell when Go gave memory back, but usage did not: {{size}} is neither rss nor cache. A huge page stays charged as a whole until the kernel splits it.',
  'huge-page-bloat.refilled':
    'Resident memory grew again while usage stayed where it was: these pages were charged all the time, as unsplit huge pages are and new off-heap memory is not.',
  'huge-page-bloat.owner':
    'Another pod of the same owner, with the same Go version and equal Go numbers, holds far less outside of Go: the node differs, not the program.',
  'huge-page-bloat.refuted-unsplit':
    'memory.stat of the cgroup shows the amount as slab, sock or kernel_stack instead of anon_thp.',
  'huge-page-bloat.advice-unsplit':
    'Nothing needs fixing for memory as such: do not count it as needed. To keep numbers plain, set transparent huge pages to madvise on the node, max_ptes_none to 0, or GODEBUG=disablethp=1 (Go 1.21.6 and later).',
  'huge-page-bloat.outside':
    'Resident memory exceeds what Go keeps by {{size}}; Go reports {{released}} as given back, and nothing is lazily freed.',
  'huge-page-bloat.stays':
    'Resident memory does not fall when Go gives memory back, and does not rise when Go takes it again.',
  'huge-page-bloat.unknown':
    'Go did not give back or take enough in this range to tell huge pages from off-heap memory.',
  'huge-page-bloat.version':
    'Since Go 1.21.1 memory that was given back is no longer kept out of huge pages; this is {{version}}.',
  'huge-page-bloat.refuted':
    'AnonHugePages in /proc/PID/smaps is small, or /sys/kernel/mm/transparent_hugepage/enabled is not "always"; or the process locks its memory (mlockall: VmLck in /proc/PID/status), so that nothing can be given back.',
  'huge-page-bloat.advice':
    'On the node: echo 0 > /sys/kernel/mm/transparent_hugepage/khugepaged/max_ptes_none, or set transparent huge pages to madvise. In the container: GODEBUG=disablethp=1 (Go 1.21.6 and later).',
} as const;

export const description: FindingDescription = {
  title: 'Huge page bloat',
  meaning:
    'The kernel can join small pages into huge pages of 2 MiB and fill the holes, also those that Go had given back. Resident memory then exceeds what Go keeps, up to what Go released.',
  test: 'Go 1.21.1 or later; 0 < rss - what Go keeps <= released heap; nothing lazily freed. When rss does not fall with Go, huge pages are likely; when Go did not move enough to tell, they are possible beside off-heap memory.',
  confirm:
    'AnonHugePages in /proc/PID/smaps is large; /sys/kernel/mm/transparent_hugepage/enabled is "always" and khugepaged/max_ptes_none is not 0.',
  needs: ['usage', 'rss'],
  layers: ['off-heap', 'kernel'],
  references: ['https://go.dev/issue/64332', 'https://go.dev/doc/gc-guide#Linux_transparent_huge_pages'],
  recording: 'thp-1215-always',
};
