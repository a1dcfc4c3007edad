import { loadsTranslationsItself } from './translations';

test.each([
  ['11.6.16', true],
  ['12.0.10', true],
  ['12.1.0', false],
  ['12.4.10', false],
  ['13.2.2', false],
  [undefined, true],
])('Grafana %s needs the plugin to load translations: %s', (version, expected) =>
  expect(loadsTranslationsItself(version)).toBe(expected)
);
