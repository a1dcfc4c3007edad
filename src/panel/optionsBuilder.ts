import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { commonOptionsBuilder } from '@grafana/ui';

import { overlayTable } from './derive/overlays';
import type { Thresholds } from '../diagnosis/options';
import { LayerEditor } from './editors/LazyLayerEditor';
import { overlayInfo, overlayLabel } from './names';
import { defaultOptions, type PanelOptions } from './panelOptions';
import { tr } from './translate';
import { addProfiles } from './profiles/profileOptions';
import { addView } from './viewOptions';

/** The option pane, top to bottom. */
export function buildOptions(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  addView(builder);
  addChart(builder);
  addLayers(builder);
  addOverlays(builder);
  addShow(builder);
  addDiagnosis(builder);
  addWorkloads(builder);
  addProfiles(builder);
  addTooltip(builder);
  commonOptionsBuilder.addLegendOptions(builder);
}

function addChart(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.chart.category', 'Chart')];
  builder
    .addRadio({
      path: 'chart.drawing',
      name: tr('options.drawing.name', 'Layers'),
      description: tr('options.drawing.description', 'Piled up, so that they add up to usage, or each as a line'),
      category,
      defaultValue: defaultOptions.chart.drawing,
      settings: {
        options: [
          { value: 'stacked', label: tr('options.drawing.stacked', 'Stacked') },
          { value: 'lines', label: tr('options.drawing.lines', 'Lines') },
        ],
      },
    })
    .addSelect({
      path: 'chart.values',
      name: tr('options.values.name', 'Values'),
      description: tr(
        'options.values.description',
        'What the value axis counts. Shares of the limit need a memory limit; without one, shares of usage are drawn.'
      ),
      category,
      defaultValue: defaultOptions.chart.values,
      settings: {
        options: [
          { value: 'bytes', label: tr('options.values.bytes', 'Bytes') },
          { value: 'share-of-usage', label: tr('options.values.share-of-usage', 'Share of usage') },
          { value: 'share-of-limit', label: tr('options.values.share-of-limit', 'Share of the limit') },
        ],
      },
    });
}

function addLayers(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  builder.addCustomEditor({
    id: 'layers',
    path: 'layers',
    name: tr('options.layers.name', 'Layers'),
    description: tr(
      'options.layers.description',
      'Colour, name and visibility of each layer, in the order of the stack. Overrides go before it.'
    ),
    category: [tr('options.layers.category', 'Layers')],
    editor: LayerEditor,
    defaultValue: defaultOptions.layers,
  });
}

function addWorkloads(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.workloads.category', 'Workloads')];
  builder
    .addStringArray({
      path: 'identity.labels',
      name: tr('options.identity-labels.name', 'Identity labels'),
      description: tr(
        'options.identity-labels.description',
        'Labels that tell workloads apart and join container and Go series. Empty: the panel finds them.'
      ),
      category,
      defaultValue: defaultOptions.identity.labels,
    })
    .addTextInput({
      path: 'identity.owner',
      name: tr('options.owner-label.name', 'Owner label'),
      description: tr(
        'options.owner-label.description',
        'Label that names what pods belong to, to see rollouts. Empty: the name of the pod tells.'
      ),
      category,
      defaultValue: defaultOptions.identity.owner,
    });
}

/** Every threshold with what it decides. */
const thresholds: ReadonlyArray<{ id: keyof Thresholds; name: () => string }> = [
  { id: 'lazilyFreed', name: () => tr('options.threshold.lazily-freed', 'Lazily freed') },
  { id: 'understated', name: () => tr('options.threshold.understated', 'Understated working set') },
  { id: 'growth', name: () => tr('options.threshold.growth', 'Growth of a layer') },
  { id: 'slack', name: () => tr('options.threshold.slack', 'Idle or fragmented heap') },
  { id: 'resident', name: () => tr('options.threshold.resident', 'Resident beside what Go counts') },
];

function addThresholds(builder: PanelOptionsEditorBuilder<PanelOptions>, category: string[]): void {
  for (const { id, name } of thresholds) {
    builder.addNumberInput({
      path: `diagnosis.thresholds.${id}`,
      name: name(),
      description: tr('options.threshold.description', 'MiB below which it is not a finding'),
      category,
      defaultValue: defaultOptions.diagnosis.thresholds[id],
      settings: { min: 0 },
      showIf: ({ diagnosis }) => diagnosis?.sensitivity === 'custom',
    });
  }
}

function addDiagnosis(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.diagnosis.category', 'Diagnosis')];
  builder.addRadio({
    path: 'diagnosis.sensitivity',
    name: tr('options.sensitivity.name', 'Sensitivity'),
    description: tr(
      'options.sensitivity.description',
      'How many bytes a finding needs. Low doubles them, high halves them, custom takes yours.'
    ),
    category,
    defaultValue: defaultOptions.diagnosis.sensitivity,
    settings: {
      options: [
        { value: 'low', label: tr('options.sensitivity.low', 'Low') },
        { value: 'normal', label: tr('options.sensitivity.normal', 'Normal') },
        { value: 'high', label: tr('options.sensitivity.high', 'High') },
        { value: 'custom', label: tr('options.sensitivity.custom', 'Custom') },
      ],
    },
  });
  addThresholds(builder, category);
  builder.addRadio({
    path: 'diagnosis.pace',
    name: tr('options.pace.name', 'Durations'),
    description: tr(
      'options.pace.description',
      'How long something must last before it is judged. Compressed suits load tests and drills of a few minutes.'
    ),
    category,
    defaultValue: defaultOptions.diagnosis.pace,
    settings: {
      options: [
        { value: 'production', label: tr('options.pace.production', 'Production') },
        { value: 'compressed', label: tr('options.pace.compressed', 'Compressed') },
      ],
    },
  });
}

function addShow(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.show.category', 'Show')];
  builder
    .addBooleanSwitch({
      path: 'show.verdict',
      name: tr('options.verdict.name', 'Verdict'),
      description: tr('options.verdict.description', 'The worst finding in one sentence above the chart'),
      category,
      defaultValue: defaultOptions.show.verdict,
    })
    .addBooleanSwitch({
      path: 'show.findings',
      name: tr('options.findings.name', 'Intervals of findings'),
      description: tr('options.findings.description', 'Shaded behind the layers'),
      category,
      defaultValue: defaultOptions.show.findings,
    })
    .addBooleanSwitch({
      path: 'show.marks',
      name: tr('options.marks.name', 'Marks'),
      description: tr(
        'options.marks.description',
        'Vertical lines at restarts, OOM kills and changes of the Go version'
      ),
      category,
      defaultValue: defaultOptions.show.marks,
    })
    .addBooleanSwitch({
      path: 'show.annotations',
      name: tr('options.annotations.name', 'Annotations'),
      description: tr('options.annotations.description', 'Annotations of the dashboard'),
      category,
      defaultValue: defaultOptions.show.annotations,
    });
}

function addOverlays(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.overlays.category', 'Lines')];
  for (const row of overlayTable) {
    builder.addBooleanSwitch({
      path: `overlays.${row.id}`,
      name: overlayLabel(row),
      description: overlayInfo(row),
      category,
      defaultValue: defaultOptions.overlays[row.id],
    });
  }
}

function addTooltip(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.tooltip.category', 'Tooltip')];
  builder
    .addRadio({
      path: 'tooltip.mode',
      name: tr('options.tooltip-mode.name', 'Tooltip mode'),
      description: tr('options.tooltip-mode.description', 'All series, or only the one under the pointer'),
      category,
      defaultValue: defaultOptions.tooltip.mode,
      settings: {
        options: [
          { value: 'single', label: tr('options.tooltip-mode.single', 'Single') },
          { value: 'multi', label: tr('options.tooltip-mode.all', 'All') },
          { value: 'none', label: tr('options.tooltip-mode.hidden', 'Hidden') },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'tooltip.hideZeros',
      name: tr('options.hide-zeros.name', 'Hide zeros'),
      description: tr('options.hide-zeros.description', 'Leave out layers without bytes at that time'),
      category,
      defaultValue: defaultOptions.tooltip.hideZeros,
      showIf: ({ tooltip }) => tooltip?.mode === undefined || tooltip.mode === 'multi',
    });
}
