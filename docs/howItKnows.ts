import { layerById } from '../src/composition/layers';
import { prepare } from '../src/prepare';
import type { WorkloadModel } from '../src/model';
import { frame } from '../tests/fixtures/frames';

/** The numbers of the dump (docs/domain.md §2.2), bytes, by the series that show them today. */
const dump = {
  container_memory_usage_bytes: 10_149_810_176,
  container_memory_working_set_bytes: 475_115_520,
  container_memory_rss: 9_850_789_888,
  container_memory_cache: 275_980_288,
  container_memory_total_inactive_file_bytes: 9_674_686_464,
  container_memory_total_active_file_bytes: 315_392,
  container_spec_memory_limit_bytes: 10_737_418_240,
  go_memstats_heap_idle_bytes: 9_314_287_616,
} as const;

const samples = 40;

/** What the panel makes of the dump, as if the container had stayed so for ten minutes. */
function composedDump(): WorkloadModel {
  const labels = { namespace: 'monitoring', pod: 'thanos-store-0', container: 'thanos' };
  const answer = prepare(
    Object.entries(dump).map(([name, bytes]) => frame(name, new Array<number>(samples).fill(bytes), labels))
  );
  if (answer.kind !== 'model') {
    throw new Error('the dump composes to nothing');
  }
  return answer.workloads[0];
}

const grouped = (bytes: number): string => Math.round(bytes).toLocaleString('en-US');
const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toLocaleString('en-US', { maximumFractionDigits: 0 })} MiB`;

/** The layers of the dump from top to bottom, as the chart shows them. */
const layersOf = ({ composition }: WorkloadModel) =>
  composition.layers
    .map(({ id, values }) => {
      const row = layerById.get(id);
      return { label: row?.label ?? id, class: row?.class ?? 'undecided', color: row?.color ?? '', bytes: values[0] };
    })
    .reverse();

/** The series of the dump and its layers as tables of Markdown. */
export function dumpTables(): { series: string; layers: string } {
  const model = composedDump();
  const { need } = model.composition;
  const rows = layersOf(model);
  const sum = rows.reduce((total, { bytes }) => total + bytes, 0);
  return {
    series: [
      '| series | bytes |',
      '|---|---:|',
      ...Object.entries(dump).map(([name, bytes]) => `| \`${name}\` | ${grouped(bytes)} |`),
    ].join('\n'),
    layers: [
      '| layer, from the top | class | bytes | |',
      '|---|---|---:|---:|',
      ...rows.map(({ label, class: kind, bytes }) => `| ${label} | ${kind} | ${grouped(bytes)} | ${mebibytes(bytes)} |`),
      `| **sum = usage** | | **${grouped(sum)}** | **${mebibytes(sum)}** |`,
      `| need: at least, at most | | ${grouped(need.low[0])}, ${grouped(need.high[0])} | |`,
    ].join('\n'),
  };
}

/** Colours of Grafana's light palette by the names that layers have. */
const colours: Readonly<Record<string, string>> = { needed: '#3274D9', undecided: '#E0B400', reclaimable: '#37872D' };

/** The dump as one bar beside its limit: the picture of the page. */
export function dumpPicture(): string {
  const width = 720;
  const limit = dump.container_spec_memory_limit_bytes;
  const scale = (bytes: number) => (bytes / limit) * width;
  const rows = layersOf(composedDump()).reverse();
  let x = 0;
  const bars = rows.map(({ label, class: kind, bytes }) => {
    const bar = `<rect x="${x.toFixed(1)}" y="30" width="${scale(bytes).toFixed(1)}" height="60" fill="${colours[kind]}"><title>${label}: ${mebibytes(bytes)}</title></rect>`;
    x += scale(bytes);
    return bar;
  });
  const mark = (bytes: number, text: string, y: number, anchor: 'start' | 'end') =>
    `<line x1="${scale(bytes).toFixed(1)}" y1="22" x2="${scale(bytes).toFixed(1)}" y2="98" stroke="#808080" stroke-width="2"/><text x="${(scale(bytes) + (anchor === 'end' ? -4 : 4)).toFixed(1)}" y="${y}" text-anchor="${anchor}">${text}</text>`;
  const sizeOf = (kind: string) => rows.reduce((sum, row) => sum + (row.class === kind ? row.bytes : 0), 0);
  const legend = (['needed', 'undecided', 'reclaimable'] as const).map(
    (kind, i) =>
      `<rect x="${i * 240}" y="122" width="12" height="12" fill="${colours[kind]}"/><text x="${i * 240 + 18}" y="133">${kind}: ${mebibytes(sizeOf(kind))}</text>`
  );
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 0 ${width + 8} 142" width="${width + 8}" height="142" font-family="sans-serif" font-size="12" fill="#808080" role="img" aria-label="One bar of memory up to its limit: almost all of it is reclaimable">`,
    `<rect x="0" y="30" width="${width}" height="60" fill="none" stroke="#808080"/>`,
    ...bars,
    mark(dump.container_memory_working_set_bytes, 'working set', 18, 'start'),
    mark(dump.container_memory_usage_bytes, 'usage', 18, 'end'),
    `<text x="${width}" y="108" text-anchor="end">memory limit</text>`,
    ...legend,
    '</svg>',
    '',
  ].join('\n');
}
