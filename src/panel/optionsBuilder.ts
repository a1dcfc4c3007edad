import type { PanelOptionsEditorBuilder } from '@grafana/data';
import { commonOptionsBuilder } from '@grafana/ui';

import { overlayTable } from './derive/overlays';
import { overlayInfo, overlayLabel } from './names';
import { defaultOptions, type PanelOptions } from './options';
import { tr } from './translate';

/** The option pane, top to bottom. */
export function buildOptions(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  addDiagnosis(builder);
  addShow(builder);
  addOverlays(builder);
  addTooltip(builder);
  commonOptionsBuilder.addLegendOptions(builder);
}

function addDiagnosis(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.diagnosis.category', 'Diagnosis')];
  builder
    .addRadio({
      path: 'diagnosis.sensitivity',
      name: tr('options.sensitivity.name', 'Sensitivity'),
      description: tr(
        'options.sensitivity.description',
        'How many bytes a finding needs. Low doubles them, high halves them.'
      ),
      category,
      defaultValue: defaultOptions.diagnosis.sensitivity,
      settings: {
        options: [
          { value: 'low', label: tr('options.sensitivity.low', 'Low') },
          { value: 'normal', label: tr('options.sensitivity.normal', 'Normal') },
          { value: 'high', label: tr('options.sensitivity.high', 'High') },
        ],
      },
    })
    .addRadio({
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
      description: tr('options.marks.description', 'Vertical lines at restarts and changes of the Go version'),
      category,
      defaultValue: defaultOptions.show.marks,
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
      category,
      defaultValue: defaultOptions.tooltip.mode,
      settings: {
        options: [
          { value: 'multi', label: tr('options.tooltip-mode.all', 'All') },
          { value: 'none', label: tr('options.tooltip-mode.hidden', 'Hidden') },
        ],
      },
    })
    .addBooleanSwitch({
      path: 'tooltip.hideZeros',
      name: tr('options.hide-zeros.name', 'Hide zeros'),
      category,
      defaultValue: defaultOptions.tooltip.hideZeros,
      showIf: ({ tooltip }) => tooltip?.mode !== 'none',
    });
}
