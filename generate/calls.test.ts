import { textsOfCalls } from './calls';

const textsOf = (code: string) => Object.fromEntries(textsOfCalls('view.tsx', code));

describe('texts of calls', () => {
  it('are found wherever they stand', () => {
    const code = `
      const view = <p title={tr('a.title', "It's here")}>{trCount('a.count', '{{count}} thing', '{{count}} things', n)}</p>;
      const other = tr(
        'a.long', // a comment
        \`No placeholder of code\`,
        { n }
      );`;
    expect(textsOf(code)).toEqual({
      'a.title': "It's here",
      'a.count_one': '{{count}} thing',
      'a.count_other': '{{count}} things',
      'a.long': 'No placeholder of code',
    });
  });

  it('are not what only looks like a call', () =>
    expect(textsOf(`// tr('a', 'comment')\nconst text = "tr('b', 'string')"; my.tr('c', 'method');`)).toEqual({}));

  it('may be those of a table', () => expect(textsOf('tr(`layers.${id}.label`, label)')).toEqual({}));

  it.each([
    ['a key that no table holds', 'tr(`rows.${id}`, text)'],
    ['a text that is not written there', "tr('a.b', text)"],
    ['a key with two texts', "tr('a.b', 'one'); tr('a.b', 'two')"],
  ])('are refused with %s', (_, code) => expect(() => textsOf(code)).toThrow(/view\.tsx:1/));
});
