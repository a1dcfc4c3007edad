// Made by `npm run generate` from src/texts/findings. Do not edit.
import type { FindingRule } from '../rule';
import { lazilyFreed } from './lazilyFreed';
import { workingSetUnderstated } from './workingSetUnderstated';
import { accountingCorrection } from './accountingCorrection';
import { residentRegression } from './residentRegression';
import { hugePageBloat } from './hugePageBloat';
import { heapGrowth } from './heapGrowth';
import { idleHeap } from './idleHeap';
import { fragmentation } from './fragmentation';
import { stackGrowth } from './stackGrowth';
import { offHeapGrowth } from './offHeapGrowth';
import { anonymousGrowth } from './anonymousGrowth';
import { pageCacheGrowth } from './pageCacheGrowth';
import { cacheGrowth } from './cacheGrowth';
import { sharedMemoryGrowth } from './sharedMemoryGrowth';
import { kernelMemoryGrowth } from './kernelMemoryGrowth';
import { oomKilled } from './oomKilled';
import { oomRisk } from './oomRisk';
import { gcThrash } from './gcThrash';
import { insufficientData } from './insufficientData';
export const findingRules: readonly FindingRule[] = [
  lazilyFreed,
  workingSetUnderstated,
  accountingCorrection,
  residentRegression,
  hugePageBloat,
  heapGrowth,
  idleHeap,
  fragmentation,
  stackGrowth,
  offHeapGrowth,
  anonymousGrowth,
  pageCacheGrowth,
  cacheGrowth,
  sharedMemoryGrowth,
  kernelMemoryGrowth,
  oomKilled,
  oomRisk,
  gcThrash,
  insufficientData,
];
