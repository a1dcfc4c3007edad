import { ofThresholds, type Thresholds } from '../diagnosis/options';
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
const explicit = (thresholds: PanelOptions['diagnosis']['thresholds']): Thresholds =>
  ofThresholds((id) => ({ bytes: thresholds[id] * MiB, share: 0 }));
