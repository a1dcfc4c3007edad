import * as fc from 'fast-check';

import { mustEqual } from '../../tests/fixtures/arbitrary/alike';
import { frozen, holds } from '../../tests/fixtures/arbitrary/check';
import { mustBeSound } from '../../tests/fixtures/arbitrary/invariants';
import { anyStoredOptions } from '../../tests/fixtures/arbitrary/options';
import { oddText } from '../../tests/fixtures/arbitrary/junk';
import { worlds } from '../../tests/fixtures/arbitrary/worlds';
import { prepare } from '../prepare';
import { migrateOptions } from './migrations';
import { defaultOptions, withDefaults, type PanelOptions } from './panelOptions';
import { prepareOptions } from './prepareOptions';

function migrated(options: unknown, pluginVersion?: string): PanelOptions {
  const panel = { id: 1, title: '', type: 'x', fieldConfig: { defaults: {}, overrides: [] }, pluginVersion };
  // As Grafana hands them over: of that type by name only.
  const all = migrateOptions({ ...panel, options: options as PanelOptions });
  if (all instanceof Promise) {
    throw new Error('nothing here takes time');
  }
  return withDefaults(all);
}

const version = fc.oneof(fc.constantFrom(undefined, '1.0.0', '1.1.0', '99.0.0'), oddText);

/** Every group and option there is, of the type that it has by default. */
function mustBeLike(options: PanelOptions): void {
  for (const [group, defaults] of Object.entries(defaultOptions)) {
    const own = new Map(Object.entries(new Map(Object.entries(options)).get(group) ?? {}));
    for (const [name, value] of Object.entries(defaults)) {
      const isAlike = typeof own.get(name) === typeof value && Array.isArray(own.get(name)) === Array.isArray(value);
      if (!isAlike) {
        throw new Error(`${group}.${name} is ${String(own.get(name))}`);
      }
    }
  }
}

describe('stored options of any kind', () => {
  it('become options of this panel, and twice the same', () =>
    holds(0.12, fc.tuple(anyStoredOptions, version), ([stored, from]) => {
      const options = migrated(frozen(stored), from);
      mustBeLike(options);
      mustEqual(migrated(options, '99.0.0'), options);
    }));

  it('lead to a sound answer', () =>
    holds(0.03, fc.tuple(worlds, anyStoredOptions), ([frames, stored]) =>
      mustBeSound(prepare(frames, prepareOptions(migrated(stored))))
    ));
});
