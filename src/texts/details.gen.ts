// Made by `npm run generate` from src/texts/findings. Do not edit.
import { description as lazilyFreed, details as lazilyFreedDetails } from './findings/lazilyFreed';
import { description as workingSetUnderstated, details as workingSetUnderstatedDetails } from './findings/workingSetUnderstated';
import { description as accountingCorrection, details as accountingCorrectionDetails } from './findings/accountingCorrection';
import { description as residentRegression, details as residentRegressionDetails } from './findings/residentRegression';
import { description as hugePageBloat, details as hugePageBloatDetails } from './findings/hugePageBloat';
import { description as heapGrowth, details as heapGrowthDetails } from './findings/heapGrowth';
import { description as idleHeap, details as idleHeapDetails } from './findings/idleHeap';
import { description as fragmentation, details as fragmentationDetails } from './findings/fragmentation';
import { description as stackGrowth, details as stackGrowthDetails } from './findings/stackGrowth';
import { description as offHeapGrowth, details as offHeapGrowthDetails } from './findings/offHeapGrowth';
import { description as anonymousGrowth, details as anonymousGrowthDetails } from './findings/anonymousGrowth';
import { description as pageCacheGrowth, details as pageCacheGrowthDetails } from './findings/pageCacheGrowth';
import { description as cacheGrowth, details as cacheGrowthDetails } from './findings/cacheGrowth';
import { description as sharedMemoryGrowth, details as sharedMemoryGrowthDetails } from './findings/sharedMemoryGrowth';
import { description as kernelMemoryGrowth, details as kernelMemoryGrowthDetails } from './findings/kernelMemoryGrowth';
import { description as oomKilled, details as oomKilledDetails } from './findings/oomKilled';
import { description as oomRisk, details as oomRiskDetails } from './findings/oomRisk';
import { description as gcThrash, details as gcThrashDetails } from './findings/gcThrash';
import { description as insufficientData, details as insufficientDataDetails } from './findings/insufficientData';
import { growth } from './growthWords';
import { repeats } from './repeatWords';
import { sizing } from './sizingWords';
import type { names } from './headlines.gen';
import type { FindingDescription } from './words';
export const details = {
  ...growth,
  ...repeats,
  ...sizing,
  ...lazilyFreedDetails,
  ...workingSetUnderstatedDetails,
  ...accountingCorrectionDetails,
  ...residentRegressionDetails,
  ...hugePageBloatDetails,
  ...heapGrowthDetails,
  ...idleHeapDetails,
  ...fragmentationDetails,
  ...stackGrowthDetails,
  ...offHeapGrowthDetails,
  ...anonymousGrowthDetails,
  ...pageCacheGrowthDetails,
  ...cacheGrowthDetails,
  ...sharedMemoryGrowthDetails,
  ...kernelMemoryGrowthDetails,
  ...oomKilledDetails,
  ...oomRiskDetails,
  ...gcThrashDetails,
  ...insufficientDataDetails,
} as const;
export const descriptions: Readonly<Record<keyof typeof names, FindingDescription>> = {
  "lazily-freed": lazilyFreed,
  "working-set-understated": workingSetUnderstated,
  "accounting-correction": accountingCorrection,
  "resident-regression": residentRegression,
  "huge-page-bloat": hugePageBloat,
  "heap-growth": heapGrowth,
  "idle-heap": idleHeap,
  "fragmentation": fragmentation,
  "stack-growth": stackGrowth,
  "off-heap-growth": offHeapGrowth,
  "anonymous-growth": anonymousGrowth,
  "page-cache-growth": pageCacheGrowth,
  "cache-growth": cacheGrowth,
  "shared-memory-growth": sharedMemoryGrowth,
  "kernel-memory-growth": kernelMemoryGrowth,
  "oom-killed": oomKilled,
  "oom-risk": oomRisk,
  "gc-thrash": gcThrash,
  "insufficient-data": insufficientData,
};
