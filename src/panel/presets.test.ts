import { migrateFrom } from './migrations';
import { offerPresets, presets } from './presets';

test('every preset is a complete set of options of its own', () => {
  const made = presets();
  expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
  expect(new Set(made.map(({ options }) => JSON.stringify(options))).size).toBe(made.length);
  for (const { options } of made) {
    expect(migrateFrom(options, undefined, [])).toEqual(options);
  }
});

test('presets are offered only to a Grafana that has them', () => {
  const setPresetsSupplier = jest.fn();
  offerPresets({ setPresetsSupplier });
  expect(setPresetsSupplier).toHaveBeenCalledWith(presets);
  expect(() => offerPresets({})).not.toThrow();
});
