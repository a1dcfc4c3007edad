import pluginJson from '../src/plugin.json';
import { englishCatalogue } from './catalogue';
import { placeholders } from './flat';
import { compareKeys, languages, localeTexts, textsToTranslate } from './locales';

const english = englishCatalogue();
/** Up to this length a text can be the same in both languages: names, and what is made of placeholders only. */
const longest = 32;

describe.each(languages)('%s', (language) => {
  const source = textsToTranslate(english, language);
  const target = localeTexts(language);

  it('has every text, and no other', () => expect(compareKeys(source, target)).toEqual({ missing: [], obsolete: [] }));

  it('has no empty text', () => expect([...target].filter(([, text]) => !text.trim())).toEqual([]));

  it('has the placeholders of the English text', () => {
    const wrong = [...source].filter(
      ([key, text]) => placeholders(text).join() !== placeholders(target.get(key) ?? '').join()
    );
    expect(wrong).toEqual([]);
  });

  it('leaves no sentence in English', () => {
    const left = [...source].filter(([key, text]) => text.length > longest && target.get(key) === text);
    expect(left).toEqual([]);
  });
});

describe('languages', () => {
  it('offers English, whose texts are in the code', () => expect(pluginJson.languages).toContain('en-US'));

  it('are what is translated', () => expect(languages).toContain('de-DE'));
});

describe('textsToTranslate', () => {
  const texts = { pods_one: '{{count}} pod', pods_other: '{{count}} pods', group: { which_one: 'Which one' } };

  it.each([
    ['de-DE', ['one', 'other']],
    ['fr-FR', ['many', 'one', 'other']],
    ['ja-JP', ['other']],
  ])('has the plural forms of %s', (language, forms) =>
    expect([...textsToTranslate(texts, language).keys()].sort()).toEqual([
      'group.which_one',
      ...forms.map((form) => `pods_${form}`),
    ])
  );

  it('has the English text for each form', () =>
    expect(Object.fromEntries(textsToTranslate(texts, 'es-ES'))).toEqual({
      pods_one: '{{count}} pod',
      pods_many: '{{count}} pods',
      pods_other: '{{count}} pods',
      'group.which_one': 'Which one',
    }));
});

describe('compareKeys', () => {
  const keys = (...names: string[]) => new Map(names.map((name) => [name, '']));

  it('names both differences', () =>
    expect(compareKeys(keys('a', 'b'), keys('b', 'c'))).toEqual({ missing: ['a'], obsolete: ['c'] }));
});

describe('placeholders', () => {
  it.each([
    ['', []],
    ['{{b}} of {{ a }}', ['a', 'b']],
    ['{a}', []],
  ])('of "%s"', (text, expected) => expect(placeholders(text)).toEqual(expected));
});
