import type { PanelOptionsEditorBuilder } from '@grafana/data';

import { defaultOptions, type PanelOptions } from '../panelOptions';
import { tr } from '../translate';
import { ProfileSourceEditor } from './LazyProfileSourceEditor';

type LabelOption = Exclude<keyof PanelOptions['profiles'], 'datasource'>;

const labels: ReadonlyArray<{ id: LabelOption; name: () => string }> = [
  { id: 'namespace', name: () => tr('options.profiles.namespace', 'Label of the namespace') },
  { id: 'pod', name: () => tr('options.profiles.pod', 'Label of the pod') },
  { id: 'container', name: () => tr('options.profiles.container', 'Label of the container') },
  { id: 'service', name: () => tr('options.profiles.service', 'Label of the service, outside of Kubernetes') },
];

/** Options of where the profiles of workloads are. */
export function addProfiles(builder: PanelOptionsEditorBuilder<PanelOptions>): void {
  const category = [tr('options.profiles.category', 'Profiles')];
  builder.addCustomEditor({
    id: 'profiles.datasource',
    path: 'profiles.datasource',
    name: tr('options.profiles.name', 'Pyroscope'),
    description: tr('options.profiles.description', 'Findings of growth link to the profile of the same time there'),
    category,
    editor: ProfileSourceEditor,
    defaultValue: defaultOptions.profiles.datasource,
  });
  for (const { id, name } of labels) {
    builder.addTextInput({
      path: `profiles.${id}`,
      name: name(),
      description: tr('options.profiles.label', 'As profiles have it. Empty: they have none'),
      category,
      defaultValue: defaultOptions.profiles[id],
      showIf: ({ profiles }) => Boolean(profiles?.datasource),
    });
  }
}
