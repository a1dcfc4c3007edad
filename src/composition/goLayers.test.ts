import type { Role } from '../metrics/roles';
import { columnsOf } from './columns';
import { GoSample, retainedColumn } from './goLayers';

/** What Go says at the only timestamp. */
function goOf(bytes: Partial<Record<Role, number>>): GoSample {
  const series = Object.fromEntries(Object.entries(bytes).map(([role, value]) => [role, Float64Array.of(value)]));
  const of = columnsOf(series, 1);
  const go = new GoSample(of, retainedColumn(of, new Float64Array(1)));
  go.read(0);
  return go;
}

/** Sum of the parts as they are. */
const sumOf = ({ objects, fragmented, idle, stacks, runtime }: GoSample): number =>
  objects + fragmented + idle + stacks + runtime;

const whole = {
  heapAlloc: 50,
  heapInuse: 60,
  heapIdle: 40,
  heapSys: 100,
  heapReleased: 30,
  stackSys: 5,
  sys: 120,
};

describe('retainedColumn', () => {
  const retained = (bytes: Partial<Record<Role, number>>) => goOf(bytes).retained[0];

  it('is what Go obtained and has not given back', () => {
    expect(retained(whole)).toBe(90);
    expect(retained({ sys: 10, heapReleased: 30 })).toBe(0);
  });

  it('is else what an exporter calls it, else the two parts of OpenTelemetry', () => {
    expect(retained({ ...whole, retained: 7 })).toBe(90);
    expect(retained({ sys: 10, retained: 7 })).toBe(7);
    expect(retained({ otelStack: 3, otelOther: 4 })).toBe(7);
    expect(retained({ otelStack: 3 })).toBeNaN();
  });
});

describe('GoSample', () => {
  it('adds up to what Go keeps', () => {
    const go = goOf(whole);
    expect(go).toMatchObject({ objects: 50, fragmented: 10, idle: 10, stacks: 5, runtime: 15 });
    expect([go.own(0), sumOf(go)]).toEqual([90, 90]);
    expect([go.knows(0), go.isCoarse(0)]).toEqual([true, false]);
  });

  it('makes idle heap of what Go obtained where it is not told', () =>
    expect(goOf({ ...whole, heapIdle: NaN }).idle).toBe(10));

  it('cuts its parts where they are more than Go keeps', () => {
    const go = goOf({ ...whole, sys: 95 });
    expect(go).toMatchObject({ stacks: 5, objects: 50, fragmented: 10, idle: 0, runtime: 0 });
    expect([go.own(0), sumOf(go)]).toEqual([65, 65]);
  });

  it('cuts its parts to what is resident, what Go surely touched last', () => {
    const go = goOf(whole);
    go.fitInto(70);
    expect(go).toMatchObject({ stacks: 5, objects: 50, fragmented: 10, idle: 5, runtime: 0 });
  });

  it('adds up what is known where what Go keeps is not', () => {
    const go = goOf({ ...whole, sys: NaN });
    expect([go.own(0), sumOf(go)]).toEqual([75, 75]);
  });

  it('leaves to the runtime what a missing series does not explain', () =>
    expect(goOf({ ...whole, stackSys: NaN, heapIdle: NaN, heapSys: NaN })).toMatchObject({
      stacks: 0,
      idle: 0,
      runtime: 30,
    }));

  it('is known by any of the heap, what was given back, and what is kept', () => {
    expect(goOf({}).knows(0)).toBe(false);
    expect(goOf({ stackSys: 5 }).knows(0)).toBe(false);
    for (const role of ['heapAlloc', 'heapInuse', 'heapReleased', 'retained'] as const) {
      expect(goOf({ [role]: 5 }).knows(0)).toBe(true);
    }
    expect(goOf({ heapAlloc: 5 })).toMatchObject({ objects: 5, fragmented: 0, runtime: 0 });
    expect(goOf({ heapInuse: 5 })).toMatchObject({ objects: 5, runtime: 0 });
    expect(goOf({ heapReleased: 5 })).toMatchObject({ objects: 0, idle: 0, runtime: 0 });
    expect(goOf({ retained: 5 })).toMatchObject({ runtime: 5 });
  });

  it('is coarse where stacks and the rest are all that is known', () => {
    const otel = goOf({ otelStack: 3, otelOther: 4 });
    expect(otel).toMatchObject({ stacks: 3, runtime: 4 });
    expect(otel.isCoarse(0)).toBe(true);
    expect(goOf({ retained: 5, heapInuse: 2 }).isCoarse(0)).toBe(false);
    expect(goOf({ sys: 9, heapReleased: 1 }).isCoarse(0)).toBe(false);
    expect(goOf({ heapReleased: 5 }).isCoarse(0)).toBe(false);
    expect(goOf({ stackSys: 5 }).isCoarse(0)).toBe(false);
  });

  it('tells timestamps apart', () => {
    const series = { retained: Float64Array.of(5, NaN), stackSys: Float64Array.of(1, 1) };
    const of = columnsOf(series, 2);
    const go = new GoSample(of, retainedColumn(of, new Float64Array(2)));
    expect([go.knows(0), go.isCoarse(0)]).toEqual([true, true]);
    expect([go.knows(1), go.isCoarse(1)]).toEqual([false, false]);
  });
});
