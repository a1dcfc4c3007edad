import type { DisplayProcessor } from '@grafana/data';

import { runAt } from '../../composition/drawn';
import type { Base } from '../../composition/bases';
import type { Composition, LayerClass } from '../../composition/types';
import type { Finding } from '../../diagnosis/types';
import type { LayerView, OverlayView, Views } from '../derive/views';
import { findingsAt } from '../verdict';

export interface LayerLine {
  view: LayerView;
  bytes: number;
  /** Share of usage, 0..1. */
  share: number;
}

export interface LayerGroup {
  class: LayerClass;
  bytes: number;
  share: number;
  lines: LayerLine[];
}

export interface TooltipModel {
  time: number;
  drawn: boolean;
  /** Top of the stack first, as on the chart. */
  groups: LayerGroup[];
  /** Sum of the layers that are hidden from the tooltip. */
  hidden: number;
  total: number;
  /** What the total is. */
  base: Base;
  /** Formats sums as usage is formatted, because they are parts of usage. */
  sums: DisplayProcessor | null;
  overlays: Array<{ view: OverlayView; bytes: number }>;
  /** How far the limit is, where there is one: from usage, and from what may be needed (the corrected working set). */
  distance: { limit: number; fromUsage: number; fromNeed: number } | null;
  goVersion: string | null;
  goMissing: boolean;
  notResident: number;
  findings: Finding[];
}

const topFirst: readonly LayerClass[] = ['reclaimable', 'undecided', 'needed'];

/** Everything known at one point of the composition's grid. Reads; sums nothing but what it shows. */
export function tooltipModel(
  { composition, views, findings }: { composition: Composition; views: Views; findings: readonly Finding[] },
  index: number,
  hideZeros: boolean
): TooltipModel {
  const time = composition.time[index];
  const total = composition.usage[index];
  const share = (bytes: number): number => (total > 0 ? bytes / total : 0);
  const bytesOf = new Map(composition.layers.map(({ id, values }) => [id, finite(values[index])]));

  const lines: LayerLine[] = [];
  let hidden = 0;
  for (const view of views.layers) {
    const bytes = bytesOf.get(view.id) ?? 0;
    if (view.custom.hideFrom.tooltip) {
      hidden += bytes;
    } else if (bytes > 0 || !hideZeros) {
      lines.push({ view, bytes, share: share(bytes) });
    }
  }
  const groups = topFirst
    .map((layerClass): LayerGroup => {
      const inClass = lines.filter(({ view }) => view.class === layerClass).reverse();
      const bytes = inClass.reduce((sum, line) => sum + line.bytes, 0);
      return { class: layerClass, bytes, share: share(bytes), lines: inClass };
    })
    .filter((group) => group.lines.length > 0);

  return {
    time,
    drawn: composition.drawn[index] === 1,
    groups,
    hidden,
    total,
    base: composition.base,
    sums: (views.overlays.find(({ id }) => id === 'usage') ?? views.layers[0])?.display ?? null,
    overlays: views.overlays
      // Usage is the total already.
      .filter(({ id, custom }) => id !== 'usage' && !custom.hideFrom.tooltip)
      .map((view) => ({ view, bytes: view.row.values(composition)[index] }))
      .filter(({ bytes }) => Number.isFinite(bytes)),
    distance: distanceAt(composition, index),
    goVersion: runAt(composition, index)?.goVersion ?? null,
    goMissing: composition.goMissing[index] === 1,
    notResident: finite(composition.notResident[index]),
    findings: findingsAt(findings, time),
  };
}

function distanceAt({ limit, usage, correctedWorkingSet }: Composition, index: number): TooltipModel['distance'] {
  const bound = limit[index];
  return bound > 0 && Number.isFinite(usage[index])
    ? {
        limit: bound,
        fromUsage: bound - usage[index],
        fromNeed: bound - (Number.isFinite(correctedWorkingSet[index]) ? correctedWorkingSet[index] : usage[index]),
      }
    : null;
}

/** The model reduced to the series under the pointer, for the tooltip mode "single". */
export function only(model: TooltipModel, active: LayerView | OverlayView | null): TooltipModel {
  return {
    ...model,
    groups: model.groups
      .map((group) => ({ ...group, lines: group.lines.filter(({ view }) => view.id === active?.id) }))
      .filter(({ lines }) => lines.length > 0),
    overlays: model.overlays.filter(({ view }) => view.id === active?.id),
    hidden: 0,
    distance: active?.id === 'limit' ? model.distance : null,
  };
}

const finite = (value: number): number => (Number.isFinite(value) ? value : 0);
