import type { CompositionInstance } from '../../composition/types';
import {
  isCountedAfter,
  killReportedAtEnd,
  oomEventsIn,
  reasonAfter,
  reasonAtEnd,
  wasCounted,
  wasKilledBefore,
  type Evidence,
} from './terminations';

const minute = 60_000;
const gap = 5 * minute;

interface Lives {
  /** First minute of each life, and the one after its last. */
  lives: Array<[number, number]>;
  /** Minutes in which a reason is reported as that of the last termination. */
  reported?: Array<[reason: string, minutes: number[]]>;
  restarts?: (minute: number) => number;
  events?: (minute: number) => number;
  usage?: (minute: number) => number;
  rss?: (minute: number) => number;
}

const from = (first: number, count: number) => Array.from({ length: count }, (_, k) => first + k);

/** A container that is sampled every minute. */
function evidenceOf({ lives, reported = [], restarts, events, usage = (i) => i, rss = () => NaN }: Lives): Evidence {
  const count = Math.max(...lives.map(([, end]) => end));
  const column = (at: (minute: number) => number) => Float64Array.from({ length: count }, (_, i) => at(i));
  const instances = lives.map(([start, end]) => ({ start, end, from: start * minute, to: (end - 1) * minute }));
  return {
    gap,
    composition: {
      instances,
      time: column((i) => i * minute),
      usage: column(usage),
      rss: column(rss),
      workload: {
        step: minute,
        series: { ...(restarts && { restarts: column(restarts) }), ...(events && { oomEvents: column(events) }) },
        terminations: reported.map(([reason, minutes]) => ({
          reason,
          times: Float64Array.from(minutes, (i) => i * minute),
        })),
      },
    } as never as Evidence['composition'],
  };
}

const two: Lives['lives'] = [
  [0, 30],
  [32, 60],
];

describe('wasCounted', () => {
  const counted = (lives: Lives['lives'], restarts?: (minute: number) => number, k = 0) => {
    const evidence = evidenceOf({ lives, restarts });
    const { instances } = evidence.composition;
    return wasCounted(evidence, instances[k], instances[k + 1]);
  };

  it('is a counter that is higher after than before', () => {
    expect(counted(two, (i) => (i < 31 ? 3 : 4))).toBe(true);
    expect(counted(two, () => 3)).toBe(false);
    expect(counted(two)).toBeNull();
  });

  it('cannot be said where the counter is not known on both sides, near the restart', () => {
    expect(counted(two, (i) => (i < 31 ? NaN : 4))).toBeNull();
    expect(counted(two, (i) => (i < 31 ? 3 : NaN))).toBeNull();
    expect(counted(two, (i) => (i < 25 ? 3 : i < 31 ? NaN : 4))).toBe(true);
    expect(counted(two, (i) => (i < 24 ? 3 : i < 31 ? NaN : 4))).toBeNull();
    expect(counted(two, (i) => (i < 31 ? 3 : i < 38 ? NaN : 4))).toBe(true);
    expect(counted(two, (i) => (i < 31 ? 3 : i < 39 ? NaN : 4))).toBeNull();
  });

  it('repeats the count of before until it is scraped again', () => {
    expect(counted(two, (i) => (i < 38 ? 3 : 4))).toBe(true);
    expect(counted(two, (i) => (i < 39 ? 3 : 4))).toBe(false);
  });

  it('takes the lowest of before, which may rise before the samples end', () =>
    expect(counted(two, (i) => (i < 28 ? 3 : 4))).toBe(true));

  it('is not what a restart long before added', () => expect(counted(two, (i) => (i < 20 ? 3 : 4))).toBe(false));

  it('looks further where the next life was short, and takes off one for each life after it', () => {
    const short: Lives['lives'] = [
      [0, 30],
      [31, 33],
      [34, 60],
    ];
    expect(counted(short, (i) => (i < 35 ? 3 : 5))).toBe(true);
    expect(counted(short, (i) => (i < 35 ? 3 : 4))).toBe(false);
    expect(counted(short, (i) => (i < 35 ? 3 : 4), 1)).toBe(true);
    // As it is counted: when the third life begins, one is already of that.
    expect(counted(short, (i) => (i < 31 ? 3 : i < 34 ? NaN : 4))).toBe(false);
    expect(counted(short, (i) => (i < 31 ? 3 : i < 34 ? NaN : 5))).toBe(true);
  });
});

describe('reasonAfter', () => {
  const reason = (reported: Lives['reported'], { lives = two, k = 1, counted = null as boolean | null } = {}) =>
    reasonAfter(evidenceOf({ lives, reported }), k, counted);

  it('is the one that begins around the restart', () => {
    expect(reason([['OOMKilled', from(32, 20)]])).toBe('OOMKilled');
    expect(reason([['Error', from(36, 20)]])).toBe('Error');
    expect(reason([['OOMKilled', from(31, 20)]])).toBe('OOMKilled');
    expect(reason([['OOMKilled', from(50, 5)]])).toBeNull();
    // The last life may be short, and its reason be reported after it.
    const short: Lives['lives'] = [
      [0, 30],
      [32, 34],
    ];
    expect(reason([['OOMKilled', from(37, 5)]], { lives: short })).toBe('OOMKilled');
    expect(reason([])).toBeNull();
  });

  it('is one that goes on, unless it was counted as no restart', () => {
    expect(reason([['OOMKilled', from(0, 60)]])).toBe('OOMKilled');
    expect(reason([['OOMKilled', from(0, 60)]], { counted: true })).toBe('OOMKilled');
    expect(reason([['OOMKilled', from(0, 60)]], { counted: false })).toBeNull();
    expect(reason([['OOMKilled', from(0, 30)]])).toBeNull();
  });

  it('is the one that begins, not the one that goes on', () =>
    expect(
      reason([
        ['OOMKilled', from(0, 60)],
        ['Error', from(33, 20)],
      ])
    ).toBe('Error'));

  it('is the last of those that began, or were told, and the first by name at last', () => {
    const begun = (a: number[], b: number[]) =>
      reason([
        ['Error', a],
        ['OOMKilled', b],
      ]);
    expect(begun(from(33, 20), from(34, 20))).toBe('OOMKilled');
    expect(begun(from(34, 20), from(33, 20))).toBe('Error');
    expect(begun(from(33, 1), from(33, 2))).toBe('OOMKilled');
    expect(begun(from(33, 20), from(33, 20))).toBe('Error');
  });

  it('is not the one that begins as the life ends, too', () => {
    const lives: Lives['lives'] = [
      [0, 30],
      [32, 36],
      [38, 60],
    ];
    expect(reason([['OOMKilled', from(35, 20)]], { lives })).toBeNull();
    expect(reason([['OOMKilled', from(33, 20)]], { lives })).toBe('OOMKilled');
    expect(reason([['OOMKilled', from(35, 20)]], { lives, k: 2 })).toBe('OOMKilled');
  });

  it('takes reports of several exporters as one, and a hole for a new beginning', () => {
    const halves: Lives['reported'] = [
      ['OOMKilled', from(0, 60).filter((i) => i % 2 === 0)],
      ['OOMKilled', from(0, 60).filter((i) => i % 2 === 1)],
    ];
    expect(reason(halves, { counted: false })).toBeNull();
    expect(reason([['OOMKilled', [...from(0, 20), ...from(33, 20)]]], { counted: false })).toBe('OOMKilled');
  });
});

describe('reports that are rarer than samples', () => {
  /** Every fourth minute. */
  const rare = (first: number, count: number) => from(0, count).map((k) => first + 4 * k);

  it('go on from one to the next, without a hole', () => {
    const reported: Lives['reported'] = [['OOMKilled', rare(0, 14)]];
    expect(reasonAfter(evidenceOf({ lives: two, reported }), 1, false)).toBeNull();
    const anew: Lives['reported'] = [['OOMKilled', [...rare(0, 6), ...rare(32, 6)]]];
    expect(reasonAfter(evidenceOf({ lives: two, reported: anew }), 1, false)).toBe('OOMKilled');
    const oneHole: Lives['reported'] = [['OOMKilled', [...rare(0, 8), ...rare(34, 6)]]];
    expect(reasonAfter(evidenceOf({ lives: two, reported: oneHole }), 1, false)).toBeNull();
  });

  it('are of a life before where the first of them is no later than one and a half of their steps', () => {
    const end = (first: number) => {
      const everyOther = from(0, 5).map((k) => first + 2 * k);
      return killReportedAtEnd(evidenceOf({ lives: [[0, 8]], reported: [['OOMKilled', everyOther]] }));
    };
    expect(end(2)).toBeNull();
    expect(end(3)).not.toBeNull();
  });
});

describe('wasKilledBefore', () => {
  const before = (reported: Lives['reported']) => wasKilledBefore(evidenceOf({ lives: two, reported }).composition);

  it('is a kill that is reported as the range begins', () => {
    expect(before([['OOMKilled', from(0, 9)]])).toBe(true);
    expect(before([['OOMKilled', from(1, 9)]])).toBe(true);
    expect(before([['OOMKilled', from(2, 9)]])).toBe(false);
    expect(before([['Error', from(0, 9)]])).toBe(false);
  });
});

describe('the end of the last life', () => {
  const end = (reported: Lives['reported'], more: Partial<Lives> = {}) =>
    killReportedAtEnd(evidenceOf({ lives: [[0, 60]], reported, ...more }));

  it('is a kill that is reported after its last sample', () => {
    expect(end([['OOMKilled', [61, 62]]])).toEqual({ end: 60, at: 61 * minute });
    expect(end([['OOMKilled', [59, 60]]])).toEqual({ end: 60, at: 59 * minute });
    expect(end([['Error', [61, 62]]])).toBeNull();
    expect(end([])).toBeNull();
  });

  it('may be reported while the last samples still come', () => {
    expect(end([['OOMKilled', [54, 55]]])).toEqual({ end: 60, at: 54 * minute });
    expect(end([['OOMKilled', [53, 54]]])).toBeNull();
  });

  it('is before the last sample is repeated', () => {
    const gone = (i: number) => Math.min(i, 52);
    expect(end([['OOMKilled', from(53, 20)]], { usage: gone })).toEqual({ end: 53, at: 53 * minute });
    // Memory of the program still changes.
    expect(end([['OOMKilled', from(58, 20)]], { usage: gone, rss: (i) => i })).toEqual({ end: 60, at: 58 * minute });
    expect(end([['OOMKilled', from(58, 20)]], { usage: gone, rss: () => 7 })).toEqual({ end: 53, at: 58 * minute });
    // Nobody shows a container that is gone for so long.
    expect(end([['OOMKilled', from(58, 20)]], { usage: () => 7 })?.end).toBe(53);
  });

  it('is no kill of a life before', () => {
    expect(end([['OOMKilled', from(0, 60)]], { lives: [[0, 4]] })).toBeNull();
    const lives: Lives['lives'] = [
      [0, 30],
      [50, 60],
    ];
    expect(end([['OOMKilled', from(54, 6)]], { lives })).toBeNull();
    expect(end([['OOMKilled', from(60, 6)]], { lives })).not.toBeNull();
  });

  it('has a reason', () => {
    const reasonOf = (reported: Lives['reported'], lives: Lives['lives'] = [[0, 60]]) =>
      reasonAtEnd(evidenceOf({ lives, reported }));
    expect(reasonOf([['Completed', [60]]])).toBe('Completed');
    expect(reasonOf([['Completed', [54]]])).toBe('Completed');
    expect(reasonOf([['Completed', [53, 60]]])).toBeNull();
    expect(
      reasonOf([
        ['Error', [10]],
        ['Completed', [60]],
      ])
    ).toBe('Completed');
    expect(reasonOf([['Completed', [3]]], [[0, 2]])).toBeNull();
  });
});

describe('oomEventsIn', () => {
  const events = (at?: (minute: number) => number, k = 0) => {
    const { composition } = evidenceOf({ lives: two, events: at });
    return oomEventsIn(composition, composition.instances[k]);
  };

  it('counts what is added in a life, and when the last was', () => {
    expect(events((i) => (i < 10 ? 0 : i < 20 ? 2 : 3))).toEqual({ count: 3, after: 20 });
    expect(events((i) => (i < 10 ? 5 : 6))).toEqual({ count: 1, after: 10 });
    expect(events((i) => (i < 40 ? 5 : 6), 1)).toEqual({ count: 1, after: 40 });
  });

  it('is none where nothing is added, counted, or where the counter begins anew', () => {
    expect(events()).toBeNull();
    expect(events(() => 5)).toBeNull();
    expect(events((i) => (i < 10 ? 5 : 0))).toBeNull();
    expect(events((i) => (i < 10 ? 5 : i < 20 ? 0 : 2))).toEqual({ count: 2, after: 20 });
  });

  it('reads past a lost sample', () =>
    expect(events((i) => (i === 10 ? NaN : i < 10 ? 5 : 6))).toEqual({ count: 1, after: 11 }));
});

describe('isCountedAfter', () => {
  const counted = (at?: (minute: number) => number) => {
    const { composition } = evidenceOf({ lives: two, events: at });
    const [run, next] = composition.instances as CompositionInstance[];
    return isCountedAfter(composition, run, next);
  };

  it('is a counter that goes on higher', () => {
    expect(counted((i) => (i < 31 ? 5 : 6))).toBe(true);
    expect(counted(() => 5)).toBe(false);
    expect(counted((i) => (i < 31 ? 5 : 0))).toBe(false);
    expect(counted()).toBe(false);
    expect(counted((i) => (i < 25 ? 5 : i < 35 ? NaN : 6))).toBe(true);
    expect(counted((i) => (i < 25 ? 5 : 6))).toBe(false);
    expect(counted((i) => (i < 31 ? NaN : 6))).toBe(false);
  });
});
