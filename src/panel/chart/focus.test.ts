import { drawnRuns } from './focus';

describe('drawnRuns', () => {
  it.each([
    ['everything', [1, 2, 3], [0, 0, 0], [[0, 3]]],
    [
      'a hole between runs',
      [1, null, 3, 4],
      [0, 0, 0, 0],
      [
        [0, 1],
        [2, 4],
      ],
    ],
    ['an edge that ends early', [1, 2, 3], [0, undefined, undefined], [[0, 1]]],
    ['only where it can be seen, up to where it vanishes', [1, 1, 2, 1, 1], [1, 1, 1, 1, 1], [[1, 4]]],
    ['nothing', [null, null], [0, 0], []],
  ])('finds %s', (_, top, bottom, expected) => expect(drawnRuns(top, bottom)).toEqual(expected));
});
