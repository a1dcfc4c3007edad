import type { PanelOptionsEditorBuilder } from '@grafana/data';

import { defaultOptions, type PanelOptions } from './panelOptions';
import { tr } from './translate';

/** Options of what is shown of many workloads. */
export function addView(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.view.category', 'View')];
  builder
    .addSelect({
      path: 'view.mode',
      name: tr('options.view-mode.name', 'View'),
      description: tr(
        'options.view-mode.description',
        'Automatic: a ranked table as soon as there is more than one workload, else the one that there is.'
      ),
      category,
      defaultValue: defaultOptions.view.mode,
      settings: {
        options: [
          { value: 'auto', label: tr('options.view-mode.auto', 'Automatic') },
          { value: 'one', label: tr('options.view-mode.one', 'One workload') },
          { value: 'owners', label: tr('options.view-mode.owners', 'Owners') },
          { value: 'pods', label: tr('options.view-mode.pods', 'Pods') },
          { value: 'sum', label: tr('options.view-mode.sum', 'Sum of all') },
        ],
      },
    })
    .addRadio({
      path: 'view.density',
      name: tr('options.density.name', 'Density'),
      description: tr('options.density.description', 'Height of the rows of the table'),
      category,
      defaultValue: defaultOptions.view.density,
      settings: {
        options: [
          { value: 'comfortable', label: tr('options.density.comfortable', 'Comfortable') },
          { value: 'compact', label: tr('options.density.compact', 'Compact') },
        ],
      },
      showIf: ({ view }) => view?.mode !== 'one',
    })
    .addStringArray({
      path: 'view.variables',
      name: tr('options.variables.name', 'Variables'),
      description: tr(
        'options.variables.description',
        'Dashboard variables that choosing a row sets, each to the label of the same name (for example pod).'
      ),
      category,
      defaultValue: defaultOptions.view.variables,
      showIf: ({ view }) => view?.mode !== 'one',
    });
}
