import type { QueryName } from '../metrics/queries';
import type { Base } from '../composition/bases';
import type { LayerRow } from '../composition/layers';
import type { LayerClass } from '../composition/types';
import type { Confidence, FindingId, Severity } from '../diagnosis/types';
import { names } from '../texts/headlines.gen';
import { overlayTable, sumLine, type OverlayId, type OverlayRow } from './derive/overlays';
import { tr } from './translate';

export const layerLabel = ({ id, label }: LayerRow): string => tr(`layers.${id}.label`, label);
export const overlayLabel = ({ id, label }: OverlayRow): string => tr(`overlays.${id}.label`, label);
/** The line with this id, which is also a quantity of tables. */
export function overlayName(id: OverlayId): string {
  const row = overlayTable.find((one) => one.id === id);
  return row ? overlayLabel(row) : id;
}

/** What the layers of a composition add up to: only where it is known, that is usage. */
export function sumName(base: Base): string {
  switch (base) {
    case 'rss-and-cache':
      return tr('bases.rss-and-cache', 'RSS + cache');
    case 'rss':
      return tr('quantities.rss', 'RSS');
    case 'retained':
      return tr('quantities.retained', 'Kept by Go');
    case 'heap':
      return tr('bases.heap', 'Go heap and stacks');
    default:
      return overlayName(sumLine[base] ?? 'usage');
  }
}

/** The line in a composition of this base. */
export const overlayLabelOf = (row: OverlayRow, base: Base): string =>
  row.id === 'usage' ? sumName(base) : overlayLabel(row);

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

export const findingName = (id: FindingId): string => tr(`findingNames.${id}`, names[id]);

export const shareOfUsage = (): string => tr('options.values.share-of-usage', 'Share of usage');
export const shareOfLimit = (): string => tr('options.values.share-of-limit', 'Share of the limit');

export const versionChange = (from: string, to: string): string =>
  tr('marks.version', '{{from}} → {{to}}', { from, to });

export const queryLabel = (name: QueryName): string =>
  name === 'container' ? tr('missing.container', 'Container series') : tr('missing.go', 'Go series');
