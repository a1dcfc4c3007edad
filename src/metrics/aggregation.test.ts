import { aggregationIn, unaggregated } from './aggregation';
import { day, hour, minute } from './units';

const rss = 'container_memory_rss';

describe('aggregationIn', () => {
  it.each([
    ['nothing', rss, unaggregated],
    ['nothing that only chooses series', `topk(3, ${rss})`, unaggregated],
    ['the sample itself', `last_over_time(${rss}[5m])`, unaggregated],
    ['no word in a matcher', `${rss}{pod="sum(a)", container='avg (b)'}`, unaggregated],
    ['no part of a recorded name', `level:${rss}:sum`, unaggregated],
    ['a sum', `sum by (pod) (${rss})`, { across: 'sum', overTime: null, window: 0 }],
    ['a sum, the grouping after it', `sum(${rss}) by (pod)`, { across: 'sum', overTime: null, window: 0 }],
    ['a sum in capital letters', `SUM BY (pod) (${rss})`, { across: 'sum', overTime: null, window: 0 }],
    ['the outermost', `avg by (pod) (sum by (pod, container) (${rss}))`, { across: 'one', overTime: null, window: 0 }],
    ['what a choice is of', `topk(3, sum without (id) (${rss}))`, { across: 'sum', overTime: null, window: 0 }],
    ['a window', `max_over_time(${rss}{pod="a"}[1d])`, { across: null, overTime: 'max', window: day }],
    [
      'parts of a duration',
      `avg_over_time(${rss}[1h30m])`,
      { across: null, overTime: 'avg', window: hour + 30 * minute },
    ],
    ['a subquery', `avg_over_time(sum(${rss})[2h:1m])`, { across: 'sum', overTime: 'avg', window: 2 * hour }],
    ['a share', `quantile(0.9, ${rss})`, { across: 'one', overTime: null, window: 0 }],
  ])('reads %s', (_, expression, expected) => expect(aggregationIn(expression)).toEqual(expected));
});
