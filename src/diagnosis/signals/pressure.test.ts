import { container, frame, store } from '../../../tests/fixtures/frames';
import { namesOfQuery } from '../../metrics/queries';
import { namesOfRole } from '../../metrics/table';
import { MiB } from '../../metrics/units';
import { prepare } from '../../prepare';

const count = 60;
const step = 60;
/** Seconds. */
const times = Array.from({ length: count }, (_, i) => i * step);
const id = '/kubepods/a/1';
/** A need of 96 % of its limit for an hour. */
const full = container(
  Array.from({ length: count }, (_, i) => ({
    usage: 980 * MiB,
    workingSet: 970 * MiB,
    rss: 960 * MiB,
    cache: 10 * MiB,
    heapAlloc: (700 + (i % 5)) * MiB,
    heapReleased: 0,
  })),
  { step, limit: 1000 * MiB, id }
);
const counter = (name: string, perSecond: number, labels = {}) =>
  frame(
    name,
    times.map((t) => t * perSecond),
    { ...store, id, ...labels },
    times
  );

const evidenceWith = (...more: Array<ReturnType<typeof frame>>): Array<{ id: string; promql: string }> => {
  const answer = prepare([...full, ...more]);
  const findings = answer.kind === 'model' ? answer.workloads[0].findings : [];
  const risk = findings.find(({ id }) => id === 'oom-risk');
  return (risk?.evidence ?? []).map(({ text, promql }) => ({ id: text.id, promql }));
};
const ids = (...more: Array<ReturnType<typeof frame>>) => evidenceWith(...more).map(({ id }) => id);

describe('pressure beside the risk of an OOM kill', () => {
  it('says nothing where no series tells', () => {
    expect(ids().length).toBeGreaterThan(0);
    expect(ids().filter((id) => /pressure|calm|faults|hits/.test(id))).toEqual([]);
  });

  it.each([
    [0.2, 'oom-risk.pressure'],
    [0.001, 'oom-risk.calm'],
  ])('reads waiting for %d of the time as %s', (share, said) => {
    expect(ids(counter('container_pressure_memory_waiting_seconds_total', share))).toContain(said);
  });

  it('decides nothing between', () => {
    expect(ids(counter('container_pressure_memory_waiting_seconds_total', 0.02)).join()).not.toMatch(/pressure|calm/);
  });

  it('counts major page faults, and no minor ones', () => {
    const faults = (type: string) => counter('container_memory_failures_total', 200, { failure_type: type });
    expect(ids(faults('pgmajfault'))).toContain('oom-risk.faults');
    expect(ids(faults('pgfault'))).not.toContain('oom-risk.faults');
    const shown = evidenceWith(faults('pgmajfault')).find(({ id }) => id === 'oom-risk.faults');
    expect(shown?.promql).toContain('failure_type="pgmajfault"');
  });

  it('counts how often usage ran into the limit', () => {
    expect(ids(counter('container_memory_events_max_total', 0.1))).toContain('oom-risk.hits');
    expect(ids(counter('container_memory_events_max_total', 0))).not.toContain('oom-risk.hits');
  });

  it('counts how often memory.high slowed the container down', () => {
    expect(ids(counter('container_memory_events_high_total', 0.1))).toContain('oom-risk.slowed');
    expect(ids(counter('container_memory_events_high_total', 0))).not.toContain('oom-risk.slowed');
  });

  it('is asked for by the recommended query', () => {
    for (const role of [
      'pressureWaiting',
      'majorFaults',
      'limitHits',
      'slowed',
      'cpuThrottled',
      'cpuPeriods',
    ] as const) {
      expect(namesOfQuery('container')).toContain(namesOfRole(role)[0]);
    }
    expect(namesOfQuery('go')).toEqual(expect.arrayContaining([...namesOfRole('gcCpu'), ...namesOfRole('goCpu')]));
  });
});
