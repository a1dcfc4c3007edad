import pluginJson from '../src/plugin.json';
import german from '../src/locales/de-DE/gomem-composition-panel.json';
import { englishCatalogue } from './catalogue';
import { flatten, placeholders } from './flat';

const source = new Map(flatten(englishCatalogue()));
const target = new Map(flatten(german));
/** Words that are the same in both languages. */
const longest = 32;

describe('German', () => {
  it('is offered', () => expect(pluginJson.languages).toContain('de-DE'));

  it('has every text, and no other', () => expect([...target.keys()].sort()).toEqual([...source.keys()].sort()));

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

describe('placeholders', () => {
  it.each([
    ['', []],
    ['{{b}} of {{ a }}', ['a', 'b']],
    ['{a}', []],
  ])('of "%s"', (text, expected) => expect(placeholders(text)).toEqual(expected));
});
