import { type SelectFieldConfigSettings, type StandardEditorProps, fieldReducers } from '@grafana/data';
import { Combobox, type ComboboxOption, MultiCombobox, RadioButtonGroup } from '@grafana/ui';
import React, { useEffect, useState } from 'react';

type Choice = string | number;
type Props<T> = StandardEditorProps<T, SelectFieldConfigSettings<Choice>>;

/** Options may be given outright or computed from the data in view. */
function useChoices({ item, context }: Pick<Props<Choice>, 'item' | 'context'>): Array<ComboboxOption<Choice>> {
  const [choices, setChoices] = useState<Array<ComboboxOption<Choice>>>([]);
  const settings = item.settings;
  useEffect(() => {
    let stale = false;
    const given = settings?.options ?? [];
    const options = settings?.getOptions ? settings.getOptions(context) : Promise.resolve(given);
    options.then((found) => {
      if (!stale) {
        setChoices(
          found.flatMap(({ value, label, description }) =>
            value === undefined ? [] : [{ value, label: label ?? String(value), description }]
          )
        );
      }
    });
    return () => {
      stale = true;
    };
  }, [settings, context]);
  return choices;
}

export function SelectEditor(props: Props<Choice>) {
  const choices = useChoices(props);
  const creatable = props.item.settings?.allowCustomValue ?? false;
  return (
    <Combobox
      id={props.id}
      aria-label={props.item.name}
      options={choices}
      value={props.value}
      createCustomValue={creatable}
      onChange={(choice) => props.onChange(choice.value)}
    />
  );
}

export function MultiSelectEditor(props: Props<Choice[]>) {
  const choices = useChoices(props);
  return (
    <MultiCombobox
      id={props.id}
      aria-label={props.item.name}
      options={choices}
      value={props.value ?? []}
      createCustomValue={props.item.settings?.allowCustomValue ?? false}
      onChange={(chosen) => props.onChange(chosen.map((choice) => choice.value))}
    />
  );
}

export function RadioEditor({ value, onChange, item }: Props<Choice | boolean>) {
  return (
    <RadioButtonGroup
      fullWidth
      size="sm"
      aria-label={item.name}
      value={value}
      options={item.settings?.options ?? []}
      onChange={onChange}
    />
  );
}

const reducerChoices: Array<ComboboxOption<string>> = fieldReducers
  .list()
  .map(({ id, name, description }) => ({ value: id, label: name, description }));

export function StatsEditor({ value, onChange, id, item }: StandardEditorProps<string[]>) {
  return (
    <MultiCombobox
      id={id}
      aria-label={item.name}
      options={reducerChoices}
      value={value ?? []}
      onChange={(chosen) => onChange(chosen.map((choice) => choice.value))}
    />
  );
}
