import { commonOptionsBuilder } from '@grafana/ui';

import type { Thresholds } from '../diagnosis/options';
import { overlayTable } from './derive/overlays';
import { later } from './later';
import { overlayInfo, overlayLabel, shareOfLimit, shareOfUsage } from './names';
import { optionCategory, type OptionsBuilder } from './optionCategory';
import { defaultOptions, type PanelOptions } from './panelOptions';
import { addProfiles } from './profiles/profileOptions';
import { tr } from './translate';

/** Only people who edit a panel need it. */
const LayerEditor = later(() => import('./editors/LayerEditor').then((module) => module.LayerEditor));

/** The option pane, top to bottom. */
export function buildOptions(builder: OptionsBuilder): void {
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

/** Options of what is shown of many workloads. */
function addView(builder: OptionsBuilder): void {
  const { mode, density, variables } = defaultOptions.view;
  const category = optionCategory(builder, tr('options.view.category', 'View'));
  // Stored options may lack a group.
  const ofMany = ({ view }: Partial<PanelOptions>) => view?.mode !== 'one';
  category.select('view.mode', mode, {
    name: tr('options.view-mode.name', 'View'),
    description: tr(
      'options.view-mode.description',
      'Automatic: a ranked table as soon as there is more than one workload, else the one that there is.'
    ),
    choices: {
      auto: tr('options.view-mode.auto', 'Automatic'),
      one: tr('options.view-mode.one', 'One workload'),
      owners: tr('options.view-mode.owners', 'Owners'),
      pods: tr('options.view-mode.pods', 'Pods'),
      sum: tr('options.view-mode.sum', 'Sum of all'),
    },
  });
  category.radio('view.density', density, {
    name: tr('options.density.name', 'Density'),
    description: tr('options.density.description', 'Height of the rows of the table'),
    choices: {
      comfortable: tr('options.density.comfortable', 'Comfortable'),
      compact: tr('options.density.compact', 'Compact'),
    },
    showIf: ofMany,
  });
  category.texts('view.variables', variables, {
    name: tr('options.variables.name', 'Variables'),
    description: tr(
      'options.variables.description',
      'Dashboard variables that choosing a row sets, each to the label of the same name (for example pod).'
    ),
  });
}

function addChart(builder: OptionsBuilder): void {
  const { drawing, values } = defaultOptions.chart;
  const category = optionCategory(builder, tr('options.chart.category', 'Chart'));
  category.radio('chart.drawing', drawing, {
    name: tr('options.drawing.name', 'Layers'),
    description: tr('options.drawing.description', 'Piled up, so that they add up to usage, or each as a line'),
    choices: {
      stacked: tr('options.drawing.stacked', 'Stacked'),
      lines: tr('options.drawing.lines', 'Lines'),
    },
  });
  category.select('chart.values', values, {
    name: tr('options.values.name', 'Values'),
    description: tr(
      'options.values.description',
      'What the value axis counts. Shares of the limit need a memory limit; without one, shares of usage are drawn.'
    ),
    choices: {
      bytes: tr('options.values.bytes', 'Bytes'),
      'share-of-usage': shareOfUsage(),
      'share-of-limit': shareOfLimit(),
    },
  });
}

function addLayers(builder: OptionsBuilder): void {
  optionCategory(builder, tr('options.layers.category', 'Layers')).own('layers', defaultOptions.layers, {
    name: tr('options.layers.name', 'Layers'),
    description: tr(
      'options.layers.description',
      'Colour, name and visibility of each layer, in the order of the stack. Overrides go before it; "Fields with name matching regex" reaches a layer, which the list of names does not have.'
    ),
    editor: LayerEditor,
  });
}

function addOverlays(builder: OptionsBuilder): void {
  const category = optionCategory(builder, tr('options.overlays.category', 'Lines'));
  for (const row of overlayTable) {
    category.toggle(`overlays.${row.id}`, defaultOptions.overlays[row.id], {
      name: overlayLabel(row),
      description: overlayInfo(row),
    });
  }
}

function addShow(builder: OptionsBuilder): void {
  const { verdict, findings, marks, annotations } = defaultOptions.show;
  const category = optionCategory(builder, tr('options.show.category', 'Show'));
  category.toggle('show.verdict', verdict, {
    name: tr('options.verdict.name', 'Verdict'),
    description: tr('options.verdict.description', 'The worst finding in one sentence above the chart'),
  });
  category.toggle('show.findings', findings, {
    name: tr('options.findings.name', 'Intervals of findings'),
    description: tr('options.findings.description', 'Shaded behind the layers'),
  });
  category.toggle('show.marks', marks, {
    name: tr('options.marks.name', 'Marks'),
    description: tr('options.marks.description', 'Vertical lines at restarts, OOM kills and changes of the Go version'),
  });
  category.toggle('show.annotations', annotations, {
    name: tr('options.annotations.name', 'Annotations'),
    description: tr('options.annotations.description', 'Annotations of the dashboard'),
  });
}

/** Every threshold with what it decides. */
const thresholdNames: Readonly<Record<keyof Thresholds, () => string>> = {
  lazilyFreed: () => tr('options.threshold.lazily-freed', 'Lazily freed'),
  understated: () => tr('options.threshold.understated', 'Understated working set'),
  growth: () => tr('options.threshold.growth', 'Growth of a layer'),
  slack: () => tr('options.threshold.slack', 'Idle or fragmented heap'),
  resident: () => tr('options.threshold.resident', 'Resident beside what Go counts'),
};

function addDiagnosis(builder: OptionsBuilder): void {
  const { sensitivity, thresholds, pace } = defaultOptions.diagnosis;
  const category = optionCategory(builder, tr('options.diagnosis.category', 'Diagnosis'));
  category.radio('diagnosis.sensitivity', sensitivity, {
    name: tr('options.sensitivity.name', 'Sensitivity'),
    description: tr(
      'options.sensitivity.description',
      'How many bytes a finding needs. Low doubles them, high halves them, custom takes yours.'
    ),
    choices: {
      low: tr('options.sensitivity.low', 'Low'),
      normal: tr('options.sensitivity.normal', 'Normal'),
      high: tr('options.sensitivity.high', 'High'),
      custom: tr('options.sensitivity.custom', 'Custom'),
    },
  });
  for (const id of Object.keys(thresholdNames) as Array<keyof Thresholds>) {
    category.size(`diagnosis.thresholds.${id}`, thresholds[id], {
      name: thresholdNames[id](),
      description: tr('options.threshold.description', 'MiB below which it is not a finding'),
      showIf: ({ diagnosis }: Partial<PanelOptions>) => diagnosis?.sensitivity === 'custom',
    });
  }
  category.radio('diagnosis.pace', pace, {
    name: tr('options.pace.name', 'Durations'),
    description: tr(
      'options.pace.description',
      'How long something must last before it is judged. Compressed suits load tests and drills of a few minutes.'
    ),
    choices: {
      production: tr('options.pace.production', 'Production'),
      compressed: tr('options.pace.compressed', 'Compressed'),
    },
  });
}

function addWorkloads(builder: OptionsBuilder): void {
  const { labels, owner } = defaultOptions.identity;
  const category = optionCategory(builder, tr('options.workloads.category', 'Workloads'));
  category.texts('identity.labels', labels, {
    name: tr('options.identity-labels.name', 'Identity labels'),
    description: tr(
      'options.identity-labels.description',
      'Labels that tell workloads apart and join container and Go series. Empty: the panel finds them.'
    ),
  });
  category.text('identity.owner', owner, {
    name: tr('options.owner-label.name', 'Owner label'),
    description: tr(
      'options.owner-label.description',
      'Label that names what pods belong to, to see rollouts. Empty: the name of the pod tells.'
    ),
  });
}

function addTooltip(builder: OptionsBuilder): void {
  const { mode, hideZeros } = defaultOptions.tooltip;
  const category = optionCategory(builder, tr('options.tooltip.category', 'Tooltip'));
  category.radio('tooltip.mode', mode, {
    name: tr('options.tooltip-mode.name', 'Tooltip mode'),
    description: tr('options.tooltip-mode.description', 'All series, or only the one under the pointer'),
    choices: {
      single: tr('options.tooltip-mode.single', 'Single'),
      multi: tr('options.tooltip-mode.all', 'All'),
      none: tr('options.tooltip-mode.hidden', 'Hidden'),
    },
  });
  category.toggle('tooltip.hideZeros', hideZeros, {
    name: tr('options.hide-zeros.name', 'Hide zeros'),
    description: tr('options.hide-zeros.description', 'Leave out layers without bytes at that time'),
    showIf: ({ tooltip }: Partial<PanelOptions>) => tooltip?.mode === undefined || tooltip.mode === 'multi',
  });
}
