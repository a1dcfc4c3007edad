import type { PanelOptionsEditorBuilder, StandardEditorProps } from '@grafana/data';
import type { ComponentType } from 'react';

import type { PanelOptions } from './panelOptions';

export type OptionsBuilder = PanelOptionsEditorBuilder<PanelOptions>;

/** What the option pane says of an option, and whether it shows it at all. */
interface Said {
  name: string;
  description: string;
  showIf?: (options: PanelOptions) => boolean;
}

/** `choices` are the labels of all values, in order. */
interface Choice<T extends string> extends Said {
  choices: Record<T, string>;
}

/** Adds options to one category of the option pane, each by its path and its default. */
export function optionCategory(builder: OptionsBuilder, title: string) {
  const category = [title];
  const chosen = <T extends string>(path: string, defaultValue: T, { choices, ...said }: Choice<T>) => {
    const values = Object.keys(choices) as T[];
    const options = values.map((value) => ({ value, label: choices[value] }));
    return { path, defaultValue, category, settings: { options }, ...said };
  };
  return {
    toggle: (path: string, defaultValue: boolean, said: Said) =>
      builder.addBooleanSwitch({ path, defaultValue, category, ...said }),
    text: (path: string, defaultValue: string, said: Said) =>
      builder.addTextInput({ path, defaultValue, category, ...said }),
    texts: (path: string, defaultValue: string[], said: Said) =>
      builder.addStringArray({ path, defaultValue, category, ...said }),
    size: (path: string, defaultValue: number, said: Said) =>
      builder.addNumberInput({ path, defaultValue, category, settings: { min: 0 }, ...said }),
    /** One of few values, all in sight. */
    radio: <T extends string>(path: string, defaultValue: T, choice: Choice<T>) =>
      builder.addRadio(chosen(path, defaultValue, choice)),
    /** One of several values, in a list. */
    select: <T extends string>(path: string, defaultValue: T, choice: Choice<T>) =>
      builder.addSelect(chosen(path, defaultValue, choice)),
    own: <T>(path: string, defaultValue: T, said: Said & { editor: ComponentType<StandardEditorProps<T>> }) =>
      builder.addCustomEditor({ id: path, path, defaultValue, category, ...said }),
  };
}
