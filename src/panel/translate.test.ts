import { keepTexts, tr } from './translate';

describe('tr', () => {
  it('asks again for a text until translations are loaded, and then keeps it', () => {
    expect([tr('test.text', 'one'), tr('test.text', 'other')]).toEqual(['one', 'other']);
    keepTexts();
    expect([tr('test.text', 'one'), tr('test.text', 'other')]).toEqual(['one', 'one']);
  });

  it('keeps no text with values', () => {
    keepTexts();
    const said = ['a', 'b'].map((name) => tr('test.name', '{{name}}', { name }));
    expect(said).toEqual(['a', 'b']);
  });
});
