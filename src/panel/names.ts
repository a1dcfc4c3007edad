import type { LayerRow } from '../composition/layers';
import type { LayerClass } from '../composition/types';
import type { Confidence, FindingId, Severity } from '../diagnosis/types';
import type { OverlayRow } from './derive/overlays';
import { tr } from './translate';

export const layerLabel = ({ id, label }: LayerRow): string => tr(`layers.${id}.label`, label);
export const layerInfo = ({ id, info }: LayerRow): string => tr(`layers.${id}.info`, info);
export const overlayLabel = ({ id, label }: OverlayRow): string => tr(`overlays.${id}.label`, label);
export const overlayInfo = ({ id, info }: OverlayRow): string => tr(`overlays.${id}.info`, info);

export function className(layerClass: LayerClass): string {
  switch (layerClass) {
    case 'needed':
      return tr('classes.needed', 'Needed');
    case 'undecided':
      return tr('classes.undecided', 'Undecided');
    case 'reclaimable':
      return tr('classes.reclaimable', 'Reclaimable');
  }
}

export function severityName(severity: Severity): string {
  switch (severity) {
    case 'critical':
      return tr('severities.critical', 'Critical');
    case 'warning':
      return tr('severities.warning', 'Warning');
    case 'info':
      return tr('severities.info', 'Info');
  }
}

export function confidenceName(confidence: Confidence): string {
  switch (confidence) {
    case 'proven':
      return tr('confidences.proven', 'proven');
    case 'likely':
      return tr('confidences.likely', 'likely');
    case 'possible':
      return tr('confidences.possible', 'possible');
  }
}

/** Short names of findings, for places without room for a sentence. */
const findingNames: Record<FindingId, string> = {
  'lazily-freed': 'Lazily freed memory',
  'working-set-understated': 'Working set too low',
  'accounting-correction': 'Accounting corrected',
  'resident-regression': 'Resident memory stepped up',
  'huge-page-bloat': 'Huge pages',
  'heap-growth': 'Heap grows',
  'idle-heap': 'Idle heap',
  fragmentation: 'Heap fragmentation',
  'stack-growth': 'Stacks grow',
  'off-heap-growth': 'Off-heap grows',
  'page-cache-growth': 'Page cache grows',
  'shared-memory-growth': 'Shared memory grows',
  'kernel-memory-growth': 'Kernel memory grows',
  'oom-killed': 'OOM killed',
  'oom-risk': 'OOM risk',
  'insufficient-data': 'Not enough data',
};

export const findingName = (id: FindingId): string => tr(`findingNames.${id}`, findingNames[id]);
