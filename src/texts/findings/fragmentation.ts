import type { FindingDescription } from '../words';

export const id = 'fragmentation';
export const order = 80;
export const name = 'Heap fragmentation';

export const headlines = {
  'fragmentation.headline':
    '{{size}} of heap, {{share}} of what is in use, is free space between live objects that Go cannot give back.',
  'fragmentation.headline-ended':
    '{{size}} of heap, {{share}} of what was in use, was free space between live objects for a time.',
} as const;

export const details = {
  'fragmentation.lasted': '{{size}} of {{inuse}} heap in use held no object for {{duration}}.',
  'fragmentation.refuted': 'The free space vanishes after a garbage collection or two.',
  'fragmentation.advice':
    'A few long-lived objects keep many pages alive. Look at the allocation sites of small long-lived objects (go tool pprof -inuse_objects); allocate long-lived and short-lived data apart, in slices instead of many small pointers. A restart packs the heap once.',
} as const;

export const description: FindingDescription = {
  title: 'Heap fragmentation',
  meaning:
    'Heap pages stay in use because a few objects on them are alive. The space between is free for new objects of the same size, but cannot be given back.',
  test: 'Heap in use minus allocated is above the threshold and above 40 % of heap in use for the duration.',
  confirm: 'go tool pprof -inuse_objects shows few, small, long-lived objects from one site; a restart packs the heap.',
  needs: ['heapInuse', 'heapAlloc'],
  layers: ['heap-fragmented'],
  references: ['https://pkg.go.dev/runtime#MemStats'],
  recording: 'frag-119',
};
