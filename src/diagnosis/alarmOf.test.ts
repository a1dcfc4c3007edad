import { framesOfRecording, modelOf } from '../../tests/accuracy/run';
import { composition, finding } from '../../tests/fixtures/panel/fixture';
import { MiB } from '../metrics/units';
import { alarmOf } from './alarmOf';
import { alarmTerms } from './alarms';
import { riskShares, settingsOf } from './options';
import type { Finding, FindingId } from './types';

const settings = settingsOf({ compressed: true });

/** The alert for the first finding of this kind in a recording, changed a little. */
function found(recording: string, id: FindingId, change: Partial<Finding> = {}) {
  for (const { composition, findings } of modelOf(framesOfRecording(recording)).workloads) {
    const one = findings.find((finding) => finding.id === id);
    if (one) {
      return { finding: one, alarm: alarmOf({ ...one, ...change }, composition, settings) };
    }
  }
  throw new Error(`${recording} has no ${id}`);
}

describe('alarmOf', () => {
  it('watches the rise of what grew, from half of its pace or the least growth on', () => {
    const { finding, alarm } = found('leak-119', 'heap-growth');
    expect(alarm).toMatchObject({ ...alarmTerms['heap-growth'], unit: 'growth', above: 32 * MiB });
    expect(alarm?.expr).toBe(`deriv(min_over_time((${finding.evidence[0].promql})[10m:1m])[2h:1m]) * 14400`);
  });

  it('asks for less where the growth found was slow', () => {
    const evidence = [
      { text: { id: 'growth.rise', values: { rate: { kind: 'rate' as const, value: 1024 } } }, promql: 'max(a)' },
    ];
    const made = composition({ layers: { 'heap-objects': [1, 2, 3, 4, 5] } });
    expect(alarmOf(finding({ id: 'stack-growth', evidence }), made, settings)).toMatchObject({ above: 7 * MiB });
  });

  it.each([
    ['oom-126-kmem', 'kernel-memory-growth', 'usage_bytes rss cache'],
    ['oom-126-tmpfs', 'shared-memory-growth', 'working_set_bytes cache usage_bytes'],
    ['up-119-124-pagecache', 'page-cache-growth', 'cache'],
  ] as const)('watches every run where the evidence of %s keeps to one', (recording, id, series) => {
    const { finding, alarm } = found(recording, id);
    const [{ promql }] = finding.evidence;
    expect(promql).toContain(', id="');
    expect(finding.evidence[0].promql).toBe(promql);
    const selectors = alarm?.expr.match(/\w+\{.*?\}/g);
    expect(selectors).toEqual(
      series
        .split(' ')
        .map((name) =>
          expect.stringMatching(`^container_memory_${name}\\{namespace="[^"]*", pod="[^"]*", container="[^"]*"\\}$`)
        )
    );
  });

  it('is critical where the need is at the limit', () => {
    const { alarm } = found('oom-119-leak', 'oom-risk', { severity: 'critical' });
    expect(alarm).toMatchObject({ severity: 'critical', for: '1m', above: riskShares.critical, unit: 'ratio' });
  });

  it('watches the lower end of the need where that is what is near', () =>
    expect(found('oom-119-leak', 'oom-risk').alarm?.expr).toMatch(/^clamp_min\(max\(container_memory_rss/));

  it('watches the upper end of the need where the kernel holds what kills', () =>
    expect(found('oom-126-tmpfs', 'oom-risk').alarm?.expr).toMatch(
      /^max\(label_replace\(max\(container_memory_usage_bytes/
    ));

  it.each(['insufficient-data', 'accounting-correction'] as const)('is none for %s', (id) =>
    expect(alarmOf(finding({ id }), composition({ layers: { anonymous: [1, 2, 3] } }), settings)).toBeNull()
  );
});
