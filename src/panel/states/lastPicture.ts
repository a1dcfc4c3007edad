import { LoadingState, type PanelData } from '@grafana/data';

import type { Missing, Model } from '../../model';

type State = Pick<PanelData, 'state'>;

/** The result of `prepare`, or the state of a query that has not returned data yet. */
export type Shown = Model | Missing | { kind: 'waiting' } | { kind: 'failed' };

/**
 * Keeps the last picture while an answer is on its way or has failed: an empty answer then says nothing about the
 * data. Without a picture it says that it waits, or that the query failed.
 */
export function rememberPicture(): (data: State, answer: Model | Missing) => Shown {
  let last: Model | null = null;
  return ({ state }, answer) => {
    if (answer.kind === 'model') {
      last = answer;
      return answer;
    }
    const empty = answer.reason === 'no-data';
    if (empty && state === LoadingState.Loading) {
      return last ?? { kind: 'waiting' };
    }
    if (empty && state === LoadingState.Error) {
      return last ?? { kind: 'failed' };
    }
    last = null;
    return answer;
  };
}
