import { createTheme, type FieldConfigSource } from '@grafana/data';
import { LegendDisplayMode } from '@grafana/ui';
import { fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';

import { derive } from '../derive/frames';
import { applyConfig } from '../derive/views';
import { defaultOptions } from '../panelOptions';
import { composition } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import { testRegistry } from '../../../tests/fixtures/panel/registry';
import { CompositionLegend } from './CompositionLegend';

const registry = testRegistry();
const made = composition({
  layers: { 'lazily-freed': [3 * MiB, 1 * MiB], 'heap-objects': [1 * MiB, 2 * MiB], kernel: [2 * MiB, 2 * MiB] },
});

function renderLegend(fieldConfig: FieldConfigSource, options: Partial<typeof defaultOptions.legend> = {}) {
  const onFieldConfigChange = jest.fn();
  const views = applyConfig(derive(made, defaultOptions.overlays), {
    fieldConfig,
    registry,
    theme: createTheme(),
    timeZone: 'utc',
    replaceVariables: (text) => text,
  });
  render(
    <CompositionLegend
      views={views}
      options={{ ...defaultOptions.legend, ...options }}
      fieldConfig={fieldConfig}
      onFieldConfigChange={onFieldConfigChange}
    />
  );
  return onFieldConfigChange;
}

const plain: FieldConfigSource = { defaults: { unit: 'bytes' }, overrides: [] };
const labelsOf = (name: string) =>
  within(screen.getByRole('group', { name }))
    .getAllByRole('button')
    .map(({ textContent }) => textContent);

describe('CompositionLegend', () => {
  it('lists groups and series in the order of the stack', () => {
    renderLegend(plain);
    expect(screen.getAllByRole('group').map((group) => group.getAttribute('aria-label'))).toEqual([
      'Needed',
      'Reclaimable',
      'Lines',
    ]);
    expect(labelsOf('Needed')).toEqual(['Heap objects', 'Kernel']);
    expect(labelsOf('Reclaimable')).toEqual(['Lazily freed']);
    expect(labelsOf('Lines')).toEqual(['Usage', 'Working set', 'Corrected working set']);
  });

  it('isolates a layer by its derived name on a click', () => {
    const onChange = renderLegend(plain);
    fireEvent.click(screen.getByRole('button', { name: 'Kernel' }));
    expect(onChange.mock.calls[0][0].overrides[0].matcher.options.names).toEqual(['Kernel']);
    expect(onChange.mock.calls[0][1]).toBe(true);
  });

  it('removes a layer on a click with ctrl', () => {
    const onChange = renderLegend(plain);
    fireEvent.click(screen.getByRole('button', { name: 'Kernel' }), { ctrlKey: true });
    expect(onChange.mock.calls[0][0].overrides[0].matcher.options.names).toEqual([
      'Heap objects',
      'Lazily freed',
      'Usage',
      'Working set',
      'Corrected working set',
    ]);
  });

  it('shows calculations in a table', () => {
    renderLegend(plain, { displayMode: LegendDisplayMode.Table, calcs: ['max'] });
    expect(screen.getAllByRole('columnheader').map(({ textContent }) => textContent)).toEqual(['Name', 'Group', 'Max']);
    expect(screen.getByRole('row', { name: /Lazily freed\s*Reclaimable\s*3 MiB/ })).toBeInTheDocument();
    const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows.slice(1, 4)).toEqual([
      'Heap objects Needed2 MiB',
      'Kernel Needed2 MiB',
      'Lazily freed Reclaimable3 MiB',
    ]);
  });

  it('sorts a table as Grafana does', () => {
    renderLegend(plain, { displayMode: LegendDisplayMode.Table, calcs: ['max'], sortBy: 'Max', sortDesc: true });
    const rows = screen.getAllByRole('row').map(({ textContent }) => textContent);
    expect(rows[1]).toMatch(/^Usage/);
  });
});
