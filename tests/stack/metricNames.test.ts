import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { disagreements, namesIn } from '../../lab/metricNames';
import { namesOfQuery } from '../../src/metrics/queries';

describe('names of a program and the metric table', () => {
  const all = namesOfQuery('go');

  it('agree where every role has a name', () => {
    assert.deepEqual(disagreements([...all, 'go_threads', 'process_open_fds', 'http_requests_total']), []);
    assert.deepEqual(disagreements(all.filter((name) => name !== 'go_gc_gomemlimit_bytes')), []);
  });

  it('say what is unknown and what is missing', () =>
    assert.deepEqual(
      disagreements([...all.filter((name) => name !== 'go_memstats_heap_released_bytes'), 'go_memstats_new_bytes']),
      ['go_memstats_new_bytes is not in the metric table', 'nothing supplies heapReleased']
    ));

  it('are read from the text format', () =>
    assert.deepEqual(namesIn('# HELP go_info x\n# TYPE go_info gauge\ngo_info{version="go1.2"} 1\na:b 2\na:b 3\n'), [
      'go_info',
      'a:b',
    ]));
});
