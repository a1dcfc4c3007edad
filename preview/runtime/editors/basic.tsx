import { type StandardEditorProps } from '@grafana/data';
import { ColorPicker, Input, Slider, Switch, TagsInput, UnitPicker } from '@grafana/ui';
import React from 'react';

interface RangeSettings {
  min?: number;
  max?: number;
  step?: number;
  placeholder?: string;
}

export function BooleanEditor({ value, onChange, id, item }: StandardEditorProps<boolean>) {
  return (
    <Switch id={id} aria-label={item.name} value={Boolean(value)} onChange={(e) => onChange(e.currentTarget.checked)} />
  );
}

export function TextEditor({ value, onChange, id, item }: StandardEditorProps<string, RangeSettings>) {
  return (
    <Input
      id={id}
      aria-label={item.name}
      key={value}
      defaultValue={value ?? ''}
      placeholder={item.settings?.placeholder}
      onBlur={(e) => onChange(e.currentTarget.value || undefined)}
    />
  );
}

export function NumberEditor({ value, onChange, id, item }: StandardEditorProps<number, RangeSettings>) {
  return (
    <Input
      id={id}
      aria-label={item.name}
      type="number"
      min={item.settings?.min}
      max={item.settings?.max}
      step={item.settings?.step}
      placeholder={item.settings?.placeholder ?? 'auto'}
      value={value ?? ''}
      onChange={(e) => {
        const text = e.currentTarget.value;
        onChange(text === '' ? undefined : Number(text));
      }}
    />
  );
}

export function SliderEditor({ value, onChange, id, item }: StandardEditorProps<number, RangeSettings>) {
  const { min = 0, max = 100, step = 1 } = item.settings ?? {};
  return (
    <Slider
      inputId={id ?? item.id}
      ariaLabelForHandle={item.name}
      value={value ?? min}
      min={min}
      max={max}
      step={step}
      onChange={onChange}
    />
  );
}

export function ColorEditor({ value, onChange }: StandardEditorProps<string>) {
  return <ColorPicker color={value || 'transparent'} onChange={onChange} />;
}

export function UnitEditor({ value, onChange }: StandardEditorProps<string>) {
  return <UnitPicker value={value} onChange={onChange} />;
}

export function StringsEditor({ value, onChange, id }: StandardEditorProps<string[]>) {
  return <TagsInput id={id} tags={value ?? []} onChange={onChange} />;
}
