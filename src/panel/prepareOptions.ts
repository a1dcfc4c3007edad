import type { Threshold, Thresholds } from '../diagnosis/options';
import type { PanelOptions } from './panelOptions';
import type { PrepareOptions } from '../prepare';
import { MiB } from '../metrics/units';

/** The options of `prepare` that follow from the options of the panel. */
export function prepareOptions({ diagnosis, identity }: PanelOptions): PrepareOptions {
  const { pace, sensitivity } = diagnosis;
  return {
    compressed: pace === 'compressed',
    ...(sensitivity === 'custom' ? { thresholds: explicit(diagnosis.thresholds) } : { sensitivity }),
    ...(identity.labels.length > 0 && { identityLabels: identity.labels }),
    ...(identity.owner !== '' && { ownerLabel: identity.owner }),
  };
}

/** A threshold that the user set in bytes applies as it is, whatever the container uses. */
function explicit(thresholds: PanelOptions['diagnosis']['thresholds']): Thresholds {
  const of = (mebibytes: number): Threshold => ({ bytes: mebibytes * MiB, share: 0 });
  return {
    lazilyFreed: of(thresholds.lazilyFreed),
    understated: of(thresholds.understated),
    growth: of(thresholds.growth),
    slack: of(thresholds.slack),
    resident: of(thresholds.resident),
  };
}
