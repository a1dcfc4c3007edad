import { find, flat } from '../../../tests/fixtures/diagnosis';
import { container, frame, metricOf, store, type Sample } from '../../../tests/fixtures/frames';
import type { InputFrame } from '../../metrics/types';
import { MiB } from '../../metrics/units';

const without = (frames: InputFrame[], ...names: string[]) => frames.filter((one) => !names.includes(metricOf(one)));
const only = (frames: InputFrame[], pattern: RegExp) => frames.filter((one) => pattern.test(metricOf(one)));

/** What is missing, each with a series that would tell it. */
function gaps(frames: InputFrame[]): string[] {
  const { evidence = [] } = find(frames, 'insufficient-data') ?? {};
  return evidence.map(({ text, promql }) => `${text.id.replace('insufficient-data.', '')}: ${promql.split('{')[0]}`);
}

const samples = 60;
const whole = (change: Partial<Sample> = {}, version = 'go1.19.5') =>
  container(
    Array.from({ length: samples }, () => ({ ...flat, ...change })),
    { version }
  );
const usage = 'container_memory_usage_bytes';
const workingSet = 'container_memory_working_set_bytes';
const rss = 'container_memory_rss';
const cache = 'container_memory_cache';

describe('insufficientData', () => {
  it('says nothing where every series is there', () => expect(gaps(whole())).toEqual([]));

  it.each([
    [[usage], [`no-usage: ${usage}`]],
    [[workingSet], [`no-working-set: ${workingSet}`]],
    [[rss], [`no-rss: ${rss}`]],
    [[cache], [`no-cache: ${cache}`]],
    [[rss, cache], [`no-rss-cache: ${rss}`]],
    [['go_memstats_heap_released_bytes'], ['no-released: go_memstats_heap_released_bytes']],
    [['go_info'], ['no-version: go_info']],
  ])('names what is missing: %s', (missing, told) => expect(gaps(without(whole(), ...missing))).toEqual(told));

  it('names what is missing as a whole', () => {
    expect(gaps(only(whole(), /^container/))).toEqual(['no-go: go_memstats_sys_bytes']);
    expect(gaps(only(whole(), /^(go|process)_/))).toEqual([`no-container: ${usage}`]);
  });

  it('is proven information over the whole range', () =>
    expect(find(without(whole(), rss), 'insufficient-data')).toMatchObject({
      severity: 'info',
      confidence: 'proven',
      from: 0,
      to: (samples - 1) * 15_000,
      upgrade: null,
      layers: [],
      bytes: 0,
      advice: { id: 'insufficient-data.advice' },
      refutedBy: { id: 'insufficient-data.refuted' },
    }));

  it('says that rss and cache of 0 were not read', () =>
    expect(gaps(whole({ rss: 0, cache: 0 }))).toEqual([`unread: ${rss}`]));

  it('tells of Go series that are missing for a time', () => {
    const cut = (share: number) =>
      whole().map((one) =>
        /^go/.test(metricOf(one))
          ? {
              ...one,
              fields: one.fields.map((field) => ({
                ...field,
                values: Array.from(field.values).slice(0, share * samples),
              })),
            }
          : one
      );
    expect(gaps(cut(0.5))).toEqual(['go-gap: go_memstats_sys_bytes']);
    expect(gaps(cut(1))).toEqual([]);
  });

  it('asks for a finer step, and for more samples', () => {
    const every = (step: number, count: number) =>
      container(
        Array.from({ length: count }, () => flat),
        { version: 'go1.19.5', step }
      );
    expect(gaps(every(60, 20))).toEqual([]);
    expect(gaps(every(120, 20))).toEqual([`coarse: ${usage}`]);
    expect(gaps(every(15, 2))).toEqual([`few-samples: ${usage}`]);
    expect(gaps(every(15, 3))).toEqual([]);
  });

  it('does not know what most of the memory is where it lies outside of the Go heap', () => {
    const outside = (mib: number) =>
      whole({
        usage: (150 + mib) * MiB,
        workingSet: (150 + mib) * MiB,
        rss: (145 + mib) * MiB,
        cache: 0,
        heapAlloc: 50 * MiB,
        heapInuse: 60 * MiB,
        heapIdle: 20 * MiB,
        heapReleased: 0,
        runtime: 10 * MiB,
      });
    expect(gaps(outside(400))).toEqual([`outside: ${rss}`]);
    expect(gaps(outside(20))).toEqual([]);
  });

  it('does not know it of a process either', () => {
    const process = (mib: number) => [
      ...only(whole(), /^go_/),
      frame(
        'process_resident_memory_bytes',
        Array.from({ length: samples }, () => mib * MiB),
        { ...store, instance: '10.0.0.1:8080' }
      ),
    ];
    expect(gaps(process(900))).toEqual([`no-container: ${usage}`, 'outside-process: process_resident_memory_bytes']);
    expect(gaps(process(250))).toEqual([`no-container: ${usage}`]);
  });

  it('does not know how much of what Go gave back is behind cache', () => {
    const behind = (cached: number, version: string) =>
      whole(
        {
          usage: (700 + cached) * MiB,
          workingSet: (600 + cached) * MiB,
          rss: 690 * MiB,
          cache: cached * MiB,
          heapReleased: 500 * MiB,
          heapIdle: 550 * MiB,
        },
        version
      );
    const told = 'hidden-by-cache: container_memory_total_inactive_file_bytes';
    expect(gaps(behind(300, 'go1.15.15'))).toContain(told);
    expect(gaps(behind(110, 'go1.15.15'))).not.toContain(told);
    expect(gaps(behind(300, 'go1.19.5'))).not.toContain(told);
  });
});
