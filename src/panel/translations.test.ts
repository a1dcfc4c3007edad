import german from '../locales/de-DE/gomem-composition-panel.json';
import pluginJson from '../plugin.json';
import { loadResources, loadsTranslationsItself } from './translations';

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

describe('loadResources', () => {
  it('has German', async () => expect(await loadResources('de-DE')).toEqual(german));

  it.each(pluginJson.languages.filter((language) => language !== 'en-US'))(
    'has %s, which plugin.json offers, in words of its own',
    async (language) => {
      const texts = await Promise.all(pluginJson.languages.map(loadResources));
      const own = texts[pluginJson.languages.indexOf(language)];
      expect(own).toHaveProperty('findings');
      expect(texts.filter((other) => JSON.stringify(other) === JSON.stringify(own))).toHaveLength(1);
    }
  );

  it.each(['en-US', 'it-IT', '../../etc', 'constructor'])(
    'has nothing for %s, whose text is in the code',
    async (language) => expect(await loadResources(language)).toEqual({})
  );
});
