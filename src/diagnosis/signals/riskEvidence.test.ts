import { columns, type Sizes } from '../../../tests/fixtures/columns';
import { over } from '../../../tests/fixtures/diagnosis';
import { namedQueries } from '../../../tests/fixtures/queries';
import type { CompositionInstance } from '../../composition/types';
import type { Role } from '../../metrics/types';
import { plainText } from '../../texts/plainText';
import type { Context } from '../context';
import { settingsOf } from '../options';
import type { Evidence } from '../types';
import {
  goMemLimitEvidence,
  killEvidence,
  loweredEvidence,
  needEvidence,
  outsideEvidence,
  outsideOf,
  swapEvidence,
  timeToLimit,
} from './riskEvidence';

const minute = 60_000;
const count = 121;

interface Given {
  low?: Sizes;
  high?: Sizes;
  retained?: Sizes;
  limit?: Sizes;
  goMemLimit?: Sizes;
  series?: Partial<Record<Role, Sizes>>;
  goMissing?: boolean;
  kills?: boolean[];
  killedBefore?: boolean;
}

const each = (at: (share: number) => number) => over(count, at);

/** A run of two hours, with a sample a minute. */
function runOf({ low = 500, high = 600, retained = 400, limit = 1000, goMemLimit, series = {}, ...more }: Given) {
  const { goMissing = false, kills = [], killedBefore = false } = more;
  const instance = { start: 0, end: count, from: 0, to: (count - 1) * minute } as CompositionInstance;
  const known = columns(count, { goMemLimit, ...series });
  const composition = {
    ...columns(count, { retained, limit, goMemLimit: goMemLimit ?? NaN }),
    time: Float64Array.from({ length: count }, (_, i) => i * minute),
    need: columns(count, { low, high }),
    goMissing: new Uint8Array(count).fill(Number(goMissing)),
    instances: [instance],
    workload: {
      step: minute,
      series: known,
      terminations: killedBefore ? [{ reason: 'OOMKilled', times: Float64Array.of(0, minute) }] : [],
    },
    layers: [],
  };
  const context = {
    composition,
    series: known,
    settings: settingsOf(),
    kills: kills.map((is) => (is ? {} : null)),
    step: minute,
    gap: 5 * minute,
    queries: namedQueries,
  } as never as Context;
  return { context, instance };
}

const told = (all: readonly Evidence[]) => all.map(({ text, promql }) => `${text.id}: ${promql.replace(/\n/g, ' ')}`);
const words = ([one]: readonly Evidence[]) => (one ? plainText(one.text) : '');

describe('outsideEvidence', () => {
  const outside = (given: Given, i = 3) => {
    const { context, instance } = runOf(given);
    return outsideEvidence(context, instance, i, outsideOf(context, i));
  };

  it('is where most of the need is outside of Go', () => {
    const found = outside({ retained: 150 });
    expect(told(found)).toEqual([expect.stringMatching(/^oom-risk\.outside: .*offHeap.*offHeap \/ needLow/)]);
    expect(words(found)).toMatch(/350 MiB.*70/);
    expect(found[0].at).toBe(3 * minute);
    expect(outside({ retained: 200 })).toHaveLength(1);
    expect(outside({ retained: 201 })).toEqual([]);
    expect(outside({ retained: 0, goMissing: true })).toEqual([]);
  });
});

describe('killEvidence', () => {
  const killed = (given: Given, index = 1) => told(killEvidence(runOf(given).context, index));

  it('is a kill before the range, where none is in it', () => {
    expect(killed({ killedBefore: true, kills: [false, false] })).toEqual([
      'oom-risk.killed-before: terminatedReason{reason="OOMKilled"}',
    ]);
    expect(killed({ killedBefore: true, kills: [true, false] })).toEqual([]);
    expect(killed({ killedBefore: true, kills: [false, true] })).toEqual([]);
    expect(killed({ killedBefore: true, kills: [false, true] }, 0)).toHaveLength(1);
    expect(killed({ kills: [false] })).toEqual([]);
  });
});

describe('goMemLimitEvidence', () => {
  const known = (goMemLimit: number | undefined, more: Given = {}) => {
    const { context, instance } = runOf({ goMemLimit, ...more });
    return goMemLimitEvidence(context, instance, 60);
  };

  it('says whether Go knows of the limit, and leaves room below it', () => {
    expect(told(known(undefined))).toEqual([]);
    expect(told(known(NaN))).toEqual(['oom-risk.no-gomemlimit: goMemLimit']);
    expect(told(known(1001))).toEqual([expect.stringMatching(/^oom-risk\.gomemlimit-above: .*goMemLimit.*limit/)]);
    expect(words(known(1001))).toMatch(/1001 MiB.*1000 MiB/);
    expect(told(known(860))).toEqual(['oom-risk.gomemlimit: goMemLimit']);
    expect(told(known(880))).toEqual([expect.stringMatching(/^oom-risk\.gomemlimit-no-room: .*goMemLimit.*offHeap/)]);
    expect(words(known(880))).toMatch(/880 MiB.*100 MiB/);
    expect(told(known(1000))).toEqual([expect.stringMatching(/^oom-risk\.gomemlimit-no-room/)]);
  });
});

describe('loweredEvidence', () => {
  const lowered = (limit: Sizes, i = 100) => {
    const { context, instance } = runOf({ limit });
    return loweredEvidence(context, instance, i);
  };

  it('is a limit that was higher before, by a twentieth', () => {
    const found = lowered(each((share) => (share < 0.5 ? 2000 : 1000)));
    expect(told(found)).toEqual(['oom-risk.limit-lowered: limit']);
    expect(found[0].text.values).toMatchObject({ at: { value: 60 * minute } });
    expect(words(found)).toMatch(/2 GiB|1\.95 GiB/);
    expect(lowered(each((share) => (share < 0.5 ? 1050 : 1000)))).toHaveLength(1);
    expect(lowered(each((share) => (share < 0.5 ? 1049 : 1000)))).toEqual([]);
    expect(lowered(each((share) => (share < 0.5 ? 1000 : 2000)))).toEqual([]);
    expect(
      lowered(
        each((share) => (share < 0.5 ? 2000 : 1000)),
        40
      )
    ).toEqual([]);
    expect(lowered(each((share) => (share < 0.005 ? 2000 : 1000)))).toHaveLength(1);
  });
});

describe('timeToLimit', () => {
  const left = (low: Sizes, { limit = 1000, isCertain = true, ofHigh = false } = {}) => {
    const { context, instance } = runOf({ low, limit });
    const needed = ofHigh ? context.composition.need.low.slice() : context.composition.need.low;
    return timeToLimit(context, instance, needed, isCertain);
  };

  it('is when the peaks reach the limit at the present pace', () => {
    const found = left(each((share) => 400 + 400 * share));
    expect(told(found)).toEqual(['oom-risk.time: predict_linear((needLow)[1h:60s], 3600)']);
    // 200 MiB are left, at 200 an hour.
    expect(words(found)).toMatch(/ 60 min/);
    expect(
      told(
        left(
          each((share) => 400 + 400 * share),
          { isCertain: false, ofHigh: true }
        )
      )
    ).toEqual(['oom-risk.time-possible: predict_linear((correctedWorkingSet)[1h:60s], 3600)']);
  });

  it('is nothing without a rise, without a limit, or at it', () => {
    expect(left(500)).toEqual([]);
    expect(left(each((share) => 400 + 40 * share))).toEqual([]);
    expect(left(each((share) => 400 + 60 * share))).toHaveLength(1);
    expect(
      left(
        each((share) => 400 + 400 * share),
        { limit: NaN }
      )
    ).toEqual([]);
    expect(
      left(
        each((share) => 400 + 400 * share),
        { limit: 800 }
      )
    ).toEqual([]);
    expect(left(each((share) => 400 + 400 * Math.min(1, 2 * share)))).toEqual([]);
  });
});

describe('needEvidence', () => {
  const need = (given: Given, needed?: number) => {
    const { context, instance } = runOf(given);
    return needEvidence(context, instance, 3, needed);
  };
  const MiB = 2 ** 20;

  it('is what cannot be given back, between its bounds', () => {
    const found = need({});
    expect(told(found)).toEqual([expect.stringMatching(/^oom-risk\.need: .*needLow.*correctedWorkingSet.*limit/)]);
    expect(words(found)).toMatch(/500 MiB.*600 MiB.*1000 MiB/);
    expect(found[0].at).toBe(3 * minute);
  });

  it('is exact where they are one', () => {
    expect(need({ high: 500.5 })[0].text.id).toBe('oom-risk.need-exactly');
    expect(need({ high: 501 })[0].text.id).toBe('oom-risk.need');
    expect(need({ high: 400 })[0].text.id).toBe('oom-risk.need-exactly');
  });

  it('is with garbage where that is left out of what is needed', () => {
    expect(need({}, 498.9 * MiB)[0].text.id).toBe('oom-risk.need-with-garbage');
    expect(need({}, 499 * MiB)[0].text.id).toBe('oom-risk.need');
  });

  it('is not known without both bounds', () => {
    expect(need({ low: NaN })).toEqual([]);
    expect(need({ high: NaN })).toEqual([]);
  });
});

describe('swapEvidence', () => {
  it('is what is in swap, if anything', () => {
    const { context, instance } = runOf({});
    expect(told(swapEvidence(context, instance, 0))).toEqual([]);
    expect(told(swapEvidence(context, instance, 2 ** 20))).toEqual(['oom-risk.swap: swap']);
  });
});
