import type { Context } from './context';
import type { Finding, FindingId } from './types';

/** One finding and its test. `npm run generate` lists all of them. */
export interface FindingRule {
  id: FindingId;
  /** True for events that are counted where they happen, so that no step between samples can hide them. */
  isOfEvents?: boolean;
  /** What it found in one workload, in time order; empty when it finds nothing or cannot tell. Never throws. */
  detect(context: Context): Finding[];
}
