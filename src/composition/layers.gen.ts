// Made by `npm run generate` from src/texts/layerWords.ts. Do not edit.
export const layers = [
  {"id":"heap-objects","label":"Heap objects","class":"needed","color":"blue","isGo":true},
  {"id":"heap-fragmented","label":"Heap fragmentation","class":"needed","color":"light-blue","isGo":true},
  {"id":"heap-idle","label":"Idle heap kept by Go","class":"needed","color":"dark-blue","isGo":true},
  {"id":"stacks","label":"Goroutine stacks","class":"needed","color":"#1F9E9E","isGo":true},
  {"id":"runtime","label":"Go runtime","class":"needed","color":"#5CC6D0","isGo":true},
  {"id":"go-other","label":"Go heap and runtime","class":"needed","color":"blue","isGo":true},
  {"id":"off-heap","label":"Off-heap","class":"needed","color":"orange","isGo":false},
  {"id":"anonymous","label":"Anonymous memory","class":"needed","color":"semi-dark-blue","isGo":false},
  {"id":"kernel","label":"Kernel","class":"undecided","color":"#8E8E9A","isGo":false},
  {"id":"other","label":"Other memory","class":"undecided","color":"light-orange","isGo":false},
  {"id":"cache-in-working-set","label":"Cache in working set","class":"undecided","color":"yellow","isGo":false},
  {"id":"shared-memory","label":"Shared memory (tmpfs)","class":"undecided","color":"dark-yellow","isGo":false},
  {"id":"active-page-cache","label":"Active page cache","class":"undecided","color":"yellow","isGo":false},
  {"id":"page-cache","label":"Page cache","class":"reclaimable","color":"green","isGo":false},
  {"id":"cache-or-lazily-freed","label":"Page cache or lazily freed","class":"reclaimable","color":"light-green","isGo":false},
  {"id":"lazily-freed","label":"Lazily freed","class":"reclaimable","color":"semi-dark-green","isGo":false},
] as const;
