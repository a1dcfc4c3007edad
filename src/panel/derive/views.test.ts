import { createTheme, type ConfigOverrideRule, type FieldConfigSource } from '@grafana/data';

import { defaultOptions, type PanelOptions } from '../panelOptions';
import { composition } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import { testRegistry } from '../../../tests/fixtures/panel/registry';
import { derive } from './frames';
import { overlayTable } from './overlays';
import { applyConfig, visible } from './views';

const registry = testRegistry();
const theme = createTheme();
const made = composition({
  layers: { 'lazily-freed': [3 * MiB], 'heap-objects': [1 * MiB], 'page-cache': [0], kernel: [2 * MiB] },
  limit: 100 * MiB,
});

function viewsWith(...overrides: ConfigOverrideRule[]) {
  const fieldConfig: FieldConfigSource = {
    defaults: { unit: 'bytes', custom: { lineWidth: 1, fillOpacity: 65 } },
    overrides,
  };
  return applyConfig(derive(made, defaultOptions.overlays), {
    fieldConfig,
    registry,
    theme,
    timeZone: 'utc',
    replaceVariables: (text) => text,
  });
}

const rule = (id: string, options: unknown, property: string, value: unknown): ConfigOverrideRule => ({
  matcher: { id, options },
  properties: [{ id: property, value }],
});

describe('derived series', () => {
  it('come in stack order whatever the order of the composition', () => {
    expect(viewsWith().layers.map(({ id }) => id)).toEqual(['heap-objects', 'kernel', 'page-cache', 'lazily-freed']);
  });

  it('leave out lines without values and lines switched off', () => {
    expect(viewsWith().overlays.map(({ id }) => id)).toEqual(['usage', 'workingSet', 'correctedWorkingSet', 'limit']);
    const off = derive(made, { ...defaultOptions.overlays, usage: false });
    expect(off.keys.flat().some((key) => key?.id === 'usage')).toBe(false);
  });

  it.each([
    ['usage', ['Usage', 'Working set', 'Corrected working set', 'Limit']],
    ['rss-and-cache', ['RSS + cache', 'Working set', 'Corrected working set', 'Limit']],
    ['working-set', ['Working set', 'Corrected working set', 'Limit']],
    ['heap', ['Go heap and stacks', 'Working set', 'Corrected working set', 'Limit']],
  ] as const)('name what the layers add up to where it is %s', (base, names) => {
    const { frames } = derive({ ...made, base }, defaultOptions.overlays);
    const lines = frames
      .flatMap(({ fields }) => fields)
      .filter(({ name }) => overlayTable.some(({ id }) => id === name));
    expect(lines.map(({ config }) => config.displayNameFromDS)).toEqual(names);
  });

  it('format values by the unit of the field configuration', () => {
    const { text, suffix } = viewsWith().layers[0].display(MiB);
    expect(`${text}${suffix}`).toBe('1 MiB');
  });

  it('keep the line width of their table unless overridden', () => {
    expect(viewsWith().overlays.map(({ custom }) => custom.lineWidth)).toEqual([2, 2, 3, 2]);
    expect(viewsWith(rule('byName', 'Usage', 'custom.lineWidth', 7)).overlays[0].custom.lineWidth).toBe(7);
  });

  it.each([
    ['by name', 'byName', 'Lazily freed', ['lazily-freed']],
    ['by regular expression', 'byRegexp', '/^(Lazily|Page)/', ['page-cache', 'lazily-freed']],
    ['by type', 'byType', 'number', ['heap-objects', 'kernel', 'page-cache', 'lazily-freed']],
    ['by container query', 'byFrameRefID', 'A', ['kernel', 'page-cache', 'lazily-freed']],
    ['by Go query', 'byFrameRefID', 'B', ['heap-objects']],
  ])('are reached by overrides %s', (_, matcher, options, expected) => {
    const { layers } = viewsWith(rule(matcher, options, 'color', { mode: 'fixed', fixedColor: '#123456' }));
    expect(layers.filter(({ color }) => color === '#123456').map(({ id }) => id)).toEqual(expected);
  });

  it('take display names from overrides', () => {
    expect(viewsWith(rule('byName', 'Kernel', 'displayName', 'Slab')).layers[1].name).toBe('Slab');
  });

  it('take name, colour and visibility from the options of layers, which overrides beat', () => {
    const layers: PanelOptions['layers'] = {
      kernel: { name: 'Slab', color: '#111111' },
      'page-cache': { hidden: true },
    };
    const configure = (overrides: ConfigOverrideRule[]) =>
      applyConfig(derive(made, defaultOptions.overlays, layers), {
        fieldConfig: { defaults: { unit: 'bytes', custom: {} }, overrides },
        registry,
        theme,
        timeZone: 'utc',
        replaceVariables: (text) => text,
      }).layers;
    const [, kernel] = configure([]);
    expect([kernel.name, kernel.color]).toEqual(['Slab', '#111111']);
    expect(visible(configure([])).map(({ id }) => id)).toEqual(['heap-objects', 'kernel', 'lazily-freed']);
    const overridden = configure([rule('byName', 'Slab', 'color', { mode: 'fixed', fixedColor: '#222222' })]);
    expect(overridden[1].color).toBe('#222222');
  });

  it('can be hidden', () => {
    const { layers } = viewsWith(
      rule('byName', 'Kernel', 'custom.hideFrom', { viz: true, legend: false, tooltip: true })
    );
    expect(visible(layers).map(({ id }) => id)).toEqual(['heap-objects', 'page-cache', 'lazily-freed']);
  });
});
