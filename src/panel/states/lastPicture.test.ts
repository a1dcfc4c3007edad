import { LoadingState } from '@grafana/data';

import type { Missing, Model } from '../../model';
import { rememberPicture } from './lastPicture';

const model: Model = { kind: 'model', workloads: [], problems: [] };
const empty: Missing = { kind: 'missing', reason: 'no-data', problems: [], queries: [] };
const unknown: Missing = { ...empty, reason: 'nothing-recognised' };
const { Loading, Done, Error: Failed, Streaming } = LoadingState;

describe('rememberPicture', () => {
  it.each([
    ['waits for the first answer', [[Loading, empty]], { kind: 'waiting' }],
    ['says that the first query failed', [[Failed, empty]], { kind: 'failed' }],
    ['says that there is no data', [[Done, empty]], empty],
    ['shows what streams', [[Streaming, model]], model],
    [
      'keeps the picture while loading',
      [
        [Done, model],
        [Loading, empty],
      ],
      model,
    ],
    [
      'keeps the picture after a failure',
      [
        [Done, model],
        [Failed, empty],
      ],
      model,
    ],
    [
      'drops the picture when data ended',
      [
        [Done, model],
        [Done, empty],
      ],
      empty,
    ],
    [
      'does not bring back what was dropped',
      [
        [Done, model],
        [Done, empty],
        [Loading, empty],
      ],
      { kind: 'waiting' },
    ],
    [
      'says what is wrong with data that came',
      [
        [Done, model],
        [Failed, unknown],
      ],
      unknown,
    ],
  ] as Array<[string, Array<[LoadingState, Model | Missing]>, unknown]>)('%s', (_, answers, expected) => {
    const show = rememberPicture();
    expect(answers.map(([state, answer]) => show({ state }, answer)).at(-1)).toEqual(expected);
  });
});
