import { later } from '../later';
import { optionCategory, type OptionsBuilder } from '../optionCategory';
import { defaultOptions, type PanelOptions } from '../panelOptions';
import { tr } from '../translate';

/** Only people who edit a panel need it. */
const ProfileSourceEditor = later(() => import('./ProfileSourceEditor').then((module) => module.ProfileSourceEditor));

type LabelOption = Exclude<keyof PanelOptions['profiles'], 'datasource'>;

const labels: ReadonlyArray<{ id: LabelOption; name: () => string }> = [
  { id: 'namespace', name: () => tr('options.profiles.namespace', 'Label of the namespace') },
  { id: 'pod', name: () => tr('options.profiles.pod', 'Label of the pod') },
  { id: 'container', name: () => tr('options.profiles.container', 'Label of the container') },
  { id: 'service', name: () => tr('options.profiles.service', 'Label of the service, outside of Kubernetes') },
];

/** Options of where the profiles of workloads are. */
export function addProfiles(builder: OptionsBuilder): void {
  const defaults = defaultOptions.profiles;
  const category = optionCategory(builder, tr('options.profiles.category', 'Profiles'));
  category.own('profiles.datasource', defaults.datasource, {
    name: tr('options.profiles.name', 'Pyroscope'),
    description: tr('options.profiles.description', 'Findings of growth link to the profile of the same time there'),
    editor: ProfileSourceEditor,
  });
  for (const { id, name } of labels) {
    category.text(`profiles.${id}`, defaults[id], {
      name: name(),
      description: tr('options.profiles.label', 'As profiles have it. Empty: they have none'),
      showIf: ({ profiles }: Partial<PanelOptions>) => Boolean(profiles?.datasource),
    });
  }
}
