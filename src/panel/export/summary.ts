import type { Composition, LayerClass } from '../../composition/types';
import { layerById } from '../../composition/layers';
import type { Finding } from '../../diagnosis/types';
import { renderMessage, type Formatters } from '../formatting';
import { tr } from '../translate';

/** What the chart shows, for those who cannot see it: the last drawn sample and the findings. */
export function summarise(composition: Composition, findings: readonly Finding[], formatters: Formatters): string {
  const last = composition.drawn.lastIndexOf(1);
  if (last < 0) {
    return tr('summary.empty', 'Nothing is drawn for {{name}}.', { name: composition.workload.name });
  }
  const sums: Record<LayerClass, number> = { needed: 0, undecided: 0, reclaimable: 0 };
  for (const { id, values } of composition.layers) {
    const row = layerById.get(id);
    if (row && Number.isFinite(values[last])) {
      sums[row.class] += values[last];
    }
  }
  const state = tr(
    'summary.state',
    'Memory of {{name}} at {{time}}: {{usage}} used, of which {{needed}} needed, {{undecided}} undecided, {{reclaimable}} reclaimable.',
    {
      name: composition.workload.name,
      time: formatters.time(composition.time[last]),
      usage: formatters.bytes(composition.usage[last]),
      needed: formatters.bytes(sums.needed),
      undecided: formatters.bytes(sums.undecided),
      reclaimable: formatters.bytes(sums.reclaimable),
    }
  );
  return [state, ...findings.map(({ headline }) => renderMessage(headline, formatters))].join(' ');
}
