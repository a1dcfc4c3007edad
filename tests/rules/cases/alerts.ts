import type { CaseKind } from './recording';
import { container, go, type Accounts, type GoRuntime, type InputSeries } from './series';

export interface AlertCase {
  alert: string;
  name: string;
  kind: CaseKind;
  series: InputSeries[];
  /** Minutes after the start. */
  at: number;
  fires: boolean;
  /** Minutes between samples; 1 where it is left out. */
  interval?: number;
}

const calm: Accounts = { usage: 600, workingSet: 500, rss: 480, cache: 110, limit: 2000, start: 1000 };
const calmGo: GoRuntime = { version: 'go1.22.1', sys: 470, released: 20, alloc: 200 };

const lazy: Accounts = { usage: 1000, workingSet: 200, rss: 950, cache: 20, limit: 2000, start: 1000 };
const upgraded: GoRuntime = {
  version: {
    'go1.11.13': [[1, 5]],
    'go1.15.15': [
      [null, 5],
      [1, 30],
    ],
  },
  sys: 900,
  released: 700,
  alloc: 100,
};

/** The corrected working set of 780 is 580 above working set. */
const reused: Accounts = { ...lazy };
const reusedGo: GoRuntime = { version: 'go1.15.15', sys: 900, released: 200, alloc: 600 };

const podCgroup = (accounts: Accounts): InputSeries[] =>
  container(accounts, { labels: { container: '', image: '', id: '/kubepods/pod1' } });

/** A run that was as bad as can be and ended; its series lingers. */
const ended = (accounts: Accounts): InputSeries[] => container({ ...accounts, start: 500 }, { run: 0 });

const near = (usage: number): Accounts => ({ ...calm, usage, workingSet: usage - 20, rss: usage - 30, cache: 30 });

/** Usage is full of what can be given back. */
const full: Accounts = { ...calm, usage: 1900, workingSet: 500, rss: 480, cache: 1410 };

const day = 24 * 60;
/** Samples five minutes apart: the old version for a day and an hour, then the new one. */
export const slow = 5;
const before = (day + 60) / slow;
const after = 48;
const stepped = (old: number, next: number) =>
  [
    [old, before],
    [next, after],
  ] as const;
const replaced = (next: string): GoRuntime['version'] => ({
  'go1.23.4': [[1, before]],
  [next]: [
    [null, before],
    [1, after],
  ],
});
const heavier: Accounts = {
  ...calm,
  usage: stepped(600, 760),
  workingSet: stepped(500, 660),
  rss: stepped(380, 540),
};
const flatGo: GoRuntime = { version: replaced('go1.24.2'), sys: 620, released: 20, alloc: 200 };
const regressionAt = (before + 40) * slow;

const growing = (by: number): GoRuntime => ({ ...calmGo, sys: 1990, released: 0, alloc: { from: 100, by } });
const roomy: Accounts = { ...calm, usage: 1500, workingSet: 1400, rss: 1390, limit: 2000 };
const long = 240;

/** THE cases of the alerts: each fires, stays silent, at its boundary, over a restart, without series, beside traps. */
export const alertCases: AlertCase[] = [
  ...of('GoMemoryLazilyFreedAfterUpgrade', 20, {
    fires: [...container(lazy), ...go(upgraded)],
    silent: [...container(lazy), ...go({ ...upgraded, version: 'go1.15.15' })],
    // 5 % of usage is 50 MiB, which is not above 50 MiB.
    boundary: [...container(lazy), ...go({ ...upgraded, released: 50 })],
    restart: [...ended(lazy), ...container(calm), ...go({ ...upgraded, sys: 470, released: 20 })],
    missing: container(lazy),
    trap: [...podCgroup(lazy), ...container(calm), ...go({ ...upgraded, sys: 470, released: 20 })],
  }),
  {
    alert: 'GoMemoryLazilyFreedAfterUpgrade',
    kind: 'silent',
    name: 'GoMemoryLazilyFreedAfterUpgrade: silent about the old pods while the cure rolls out',
    series: [
      ...container(lazy, { samples: before + after }),
      ...go({ ...upgraded, version: 'go1.15.15' }, { samples: before + after }),
      ...go(
        {
          ...calmGo,
          version: {
            'go1.19.8': [
              [null, before],
              [1, after],
            ],
          },
        },
        { samples: before + after, labels: { pod: 'web-1', instance: 'web-1:8080' } }
      ),
    ],
    at: regressionAt,
    fires: false,
    interval: slow,
  },
  ...of('GoWorkingSetUnderstatesNeed', 20, {
    fires: [...container(reused), ...go(reusedGo)],
    silent: [...container(calm), ...go(calmGo)],
    // 1000 - 20 - 680 = 300, which is 100 above working set: a tenth of usage, and not more.
    boundary: [...container(reused), ...go({ ...reusedGo, released: 680 })],
    restart: [...ended(reused), ...container(calm), ...go(calmGo)],
    missing: container({ usage: 1000, workingSet: 200, rss: 950 }),
    trap: [...podCgroup(reused), ...container(calm), ...go(calmGo)],
  }),
  ...of('GoMemoryNeedNearLimit', 20, {
    fires: [...container(near(1800)), ...go(calmGo)],
    silent: [...container(full), ...go(calmGo)],
    // 1730 - 30 is exactly 85 %.
    boundary: [...container(near(1730)), ...go(calmGo)],
    restart: [...ended(near(1990)), ...container(calm), ...go(calmGo)],
    missing: container({ usage: 1990, workingSet: 1990, rss: 1900, cache: 10 }),
    trap: [...podCgroup(near(1990)), ...container(calm), ...go(calmGo)],
  }),
  ...of('GoMemoryNeedAtLimit', 20, {
    fires: [...container(near(1980)), ...go(calmGo)],
    silent: [...container(near(1800)), ...go(calmGo)],
    // 1930 - 30 is exactly 95 %.
    boundary: [...container(near(1930)), ...go(calmGo)],
    restart: [...ended(near(1990)), ...container(calm), ...go(calmGo)],
    missing: container({ usage: 1990, workingSet: 1990, rss: 1900, cache: 10 }),
    trap: [...podCgroup(near(1990)), ...container(calm), ...go(calmGo)],
  }),
  ...of(
    'GoResidentRegressionAfterUpgrade',
    regressionAt,
    {
      fires: [...container(heavier, { samples: before + after }), ...go(flatGo, { samples: before + after })],
      // Go itself counts more: the program grew.
      silent: [
        ...container(heavier, { samples: before + after }),
        ...go({ ...flatGo, sys: stepped(620, 780) }, { samples: before + after }),
      ],
      // 38 MiB are 5 % of usage, and not more.
      boundary: [
        ...container({ ...heavier, usage: 760, rss: stepped(400, 438) }, { samples: before + after }),
        ...go(flatGo, { samples: before + after }),
      ],
      // The same step after a restart with the same version.
      restart: [
        ...container(heavier, { samples: before + after }),
        ...go({ ...flatGo, version: 'go1.24.2' }, { samples: before + after }),
      ],
      missing: container(heavier, { samples: before + after }),
      trap: [
        ...container(heavier, {
          samples: before + after,
          labels: { container: '', image: '', id: '/kubepods/pod1' },
        }),
        ...container(calm, { samples: before + after }),
        ...go(flatGo, { samples: before + after }),
      ],
    },
    slow
  ),
  ...of('GoLiveHeapGrowsToLimit', long - 5, {
    // 500 MiB are left, and the heap takes 240 MiB an hour.
    fires: [...container(roomy, { samples: long }), ...go(growing(4), { samples: long })],
    silent: [...container(roomy, { samples: long }), ...go(growing(0), { samples: long })],
    // 4 hours at 2 MiB a minute are 480 MiB, which fit.
    boundary: [...container(roomy, { samples: long }), ...go(growing(2), { samples: long })],
    restart: [
      ...container({ ...roomy, start: 500 }, { run: 0, samples: long }),
      ...container(calm, { samples: long }),
      ...go(growing(2), { samples: long }),
    ],
    missing: [...container({ ...roomy, limit: 0 }, { samples: long }), ...go(growing(4), { samples: long })],
    trap: [
      ...container(roomy, { samples: long }),
      ...go(growing(4), { samples: long }),
      ...go(growing(0), { samples: long, labels: { instance: 'web-0:9090' }, start: 5000 }),
    ],
  }),
  ...of('ContainerUsageNearLimit', 20, {
    fires: [...container(near(1900)), ...go(calmGo)],
    silent: [...container(full), ...go(calmGo)],
    boundary: [...container(near(1800)), ...go(calmGo)],
    restart: [...ended(near(1990)), ...container(calm), ...go(calmGo)],
    missing: container({ usage: 1990, workingSet: 1990, rss: 1900, cache: 10 }),
    trap: [...podCgroup(near(1990)), ...container(calm), ...go(calmGo)],
  }),
];

function of(alert: string, at: number, series: Record<CaseKind, InputSeries[]>, interval?: number): AlertCase[] {
  return (Object.keys(series) as CaseKind[]).map((kind) => ({
    alert,
    kind,
    name: `${alert}: ${kind}`,
    series: series[kind],
    at,
    fires: kind === 'fires',
    interval,
  }));
}
