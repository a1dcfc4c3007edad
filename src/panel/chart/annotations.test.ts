import { createTheme, toDataFrame } from '@grafana/data';

import { annotationsOf } from './annotations';

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
        text: 'ALERTS fired',
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
