// Made by `npm run generate` from src/texts/layerWords.ts. Do not edit.
export const layers = [
  {"id":"heap-objects","label":"Heap objects","class":"needed","color":"blue"},
  {"id":"heap-fragmented","label":"Heap fragmentation","class":"needed","color":"light-blue"},
  {"id":"heap-idle","label":"Idle heap kept by Go","class":"needed","color":"super-light-blue"},
  {"id":"stacks","label":"Goroutine stacks","class":"needed","color":"purple"},
  {"id":"runtime","label":"Go runtime","class":"needed","color":"light-purple"},
  {"id":"go-other","label":"Go heap and runtime","class":"needed","color":"blue"},
  {"id":"off-heap","label":"Off-heap","class":"needed","color":"orange"},
  {"id":"anonymous","label":"Anonymous memory","class":"needed","color":"semi-dark-blue"},
  {"id":"kernel","label":"Kernel","class":"needed","color":"red"},
  {"id":"other","label":"Other memory","class":"undecided","color":"light-orange"},
  {"id":"cache-in-working-set","label":"Cache in working set","class":"undecided","color":"yellow"},
  {"id":"shared-memory","label":"Shared memory (tmpfs)","class":"undecided","color":"dark-yellow"},
  {"id":"active-page-cache","label":"Active page cache","class":"undecided","color":"yellow"},
  {"id":"page-cache","label":"Page cache","class":"reclaimable","color":"green"},
  {"id":"cache-or-lazily-freed","label":"Page cache or lazily freed","class":"reclaimable","color":"light-green"},
  {"id":"lazily-freed","label":"Lazily freed","class":"reclaimable","color":"semi-dark-green"},
] as const;
