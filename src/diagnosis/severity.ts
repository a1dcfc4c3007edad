import type { Severity } from './types';

/** Place of a severity in lists that begin with the worst. */
export const severityRank: Readonly<Record<Severity, number>> = { critical: 0, warning: 1, info: 2 };
