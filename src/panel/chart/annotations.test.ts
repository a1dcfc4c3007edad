import { createTheme, toDataFrame } from '@grafana/data';

import { annotationsOf, plainText, podsOf } from './annotations';

const theme = createTheme();

describe('annotationsOf', () => {
  it('reads times, regions, texts and colours, in order of time', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'time', values: [3000, 1000] },
        { name: 'timeEnd', values: [9000, 1000] },
        { name: 'isRegion', values: [true, false] },
        { name: 'title', values: ['', 'Deploy'] },
        { name: 'text', values: ['<b>ALERTS</b>  fired', 'v2'] },
        { name: 'tags', values: [['alert', 'mem'], []] },
        { name: 'color', values: ['orange', '#123456'] },
      ],
    });
    expect(annotationsOf([frame], theme)).toEqual([
      { from: 1000, to: 1000, title: 'Deploy', text: 'v2', tags: [], color: '#123456' },
      {
        from: 3000,
        to: 9000,
        title: '',
        text: '<b>ALERTS</b>  fired',
        tags: ['alert', 'mem'],
        color: theme.visualization.getColorByName('orange'),
      },
    ]);
  });

  it('makes do with times alone, and leaves out rows without', () => {
    const frame = toDataFrame({ fields: [{ name: 'time', values: [null, 5, 'x'] }] });
    expect(annotationsOf([frame], theme)).toEqual([
      { from: 5, to: 5, title: '', text: '', tags: [], color: theme.visualization.getColorByName('red') },
    ]);
  });

  it('knows what Grafana stores by its id, as it came, but for what an alert made', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'time', values: [1, 2, 3] },
        { name: 'id', values: [7, 0, 9] },
        { name: 'dashboardUID', values: ['board', '', 'board'] },
        { name: 'alertId', values: [0, 0, 4] },
      ],
    });
    expect(annotationsOf([frame], theme).map(({ stored }) => stored)).toEqual([
      { id: 7, dashboardUID: 'board' },
      undefined,
      undefined,
    ]);
  });

  it('keeps the text as it is written', () => {
    const text = 'heap < 80 % of limit, then usage > 90 %, see <a href="https://example.org">the report</a>';
    const frame = toDataFrame({
      fields: [
        { name: 'time', values: [1] },
        { name: 'text', values: [text] },
      ],
    });
    expect(annotationsOf([frame], theme)[0].text).toBe(text);
    expect(plainText(text)).toBe('heap < 80 % of limit, then usage > 90 %, see the report');
  });

  it('leaves out what is about another pod', () => {
    const titles = ['Restart of shop/web-0/web', 'Restart of shop/web-1/web', 'Deployed v2', 'From web-0 to web-1'];
    const frame = toDataFrame({
      fields: [
        { name: 'time', values: [1, 2, 3, 4] },
        { name: 'title', values: titles },
      ],
    });
    const [shown, other] = ['web-0', 'web-1'].map((pod) => ({ labels: { pod } }));
    const pods = podsOf([{ workload: shown }, { workload: other }], shown);
    expect(annotationsOf([frame], theme, pods).map(({ title }) => title)).toEqual([titles[0], titles[2], titles[3]]);
  });

  it('has no region where a row says it is none', () => {
    const fields = [
      { name: 'time', values: [1] },
      { name: 'timeEnd', values: [7] },
      { name: 'isRegion', values: [false] },
    ];
    expect(annotationsOf([toDataFrame({ fields })], theme)[0].to).toBe(1);
  });

  it.each([[undefined], [[]], [[toDataFrame({ fields: [{ name: 'other', values: [1] }] })]]])(
    'finds none in %j',
    (frames) => expect(annotationsOf(frames, theme)).toEqual([])
  );
});
