import { MiB } from '../metrics/units';
import { reconcile } from './reconcile';
import type { Finding, FindingId } from './types';

const finding = (id: FindingId, mib: number, more: Partial<Finding> = {}): Finding =>
  ({ id, bytes: mib * MiB, from: 1000, to: 2000, severity: 'info', ...more }) as Finding;

const ids = (...findings: Finding[]) => reconcile(findings).map(({ id }) => id);

describe('reconcile', () => {
  const stacks = (mib: number, more: Partial<Finding> = {}) => finding('stack-growth', mib, more);
  const heap = (more: Partial<Finding> = {}) => finding('heap-growth', 100, more);

  it('leaves out heap of goroutines whose stacks grow by half as much again', () => {
    expect(ids(heap(), stacks(150))).toEqual(['stack-growth']);
    expect(ids(heap(), stacks(149))).toEqual(['heap-growth', 'stack-growth']);
    expect(ids(heap({ severity: 'warning' }), stacks(150))).toEqual(['stack-growth']);
  });

  it('leaves out off-heap memory that is said to be huge pages, unless it warns', () => {
    const outside = (more: Partial<Finding> = {}) => finding('off-heap-growth', 100, more);
    expect(ids(outside(), finding('huge-page-bloat', 80))).toEqual(['huge-page-bloat']);
    expect(ids(outside(), finding('huge-page-bloat', 79))).toHaveLength(2);
    expect(ids(outside({ severity: 'warning' }), finding('huge-page-bloat', 80))).toHaveLength(2);
  });

  it('looks at the same time alone', () => {
    expect(ids(heap(), stacks(150, { from: 2000, to: 3000 }))).toEqual(['stack-growth']);
    expect(ids(heap(), stacks(150, { from: 2001, to: 3000 }))).toHaveLength(2);
    expect(ids(heap(), stacks(150, { from: 0, to: 1000 }))).toEqual(['stack-growth']);
    expect(ids(heap(), stacks(150, { from: 0, to: 999 }))).toHaveLength(2);
  });

  it('keeps all other causes', () => {
    expect(ids(heap(), finding('huge-page-bloat', 500), finding('off-heap-growth', 10), stacks(10))).toEqual([
      'heap-growth',
      'huge-page-bloat',
      'stack-growth',
    ]);
    expect(ids(finding('oom-risk', 10), stacks(500))).toEqual(['oom-risk', 'stack-growth']);
  });
});
