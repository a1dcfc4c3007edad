import { migrateFrom } from './migrations';
import { presets } from './presetList';
import { offerPresets } from './presets';

test('every preset is a complete set of options of its own', () => {
  const made = presets();
  expect(new Set(made.map(({ name }) => name)).size).toBe(made.length);
  expect(new Set(made.map(({ options }) => JSON.stringify(options))).size).toBe(made.length);
  for (const { options } of made) {
    expect(migrateFrom(options, undefined, [])).toEqual(options);
  }
});

test('presets are offered only to a Grafana that has them', async () => {
  const setPresetsSupplier = jest.fn();
  await offerPresets({ setPresetsSupplier });
  expect(setPresetsSupplier).toHaveBeenCalledWith(presets);
  await expect(offerPresets({})).resolves.toBeUndefined();
});
