import { migrateFrom, migrateOptions } from './migrations';
import { defaultOptions, withDefaults, type PanelOptions } from './panelOptions';

const panel = (options: unknown, pluginVersion?: string): Parameters<typeof migrateOptions>[0] => ({
  id: 1,
  title: '',
  type: 'gomem-composition-panel',
  options: options as PanelOptions,
  fieldConfig: { defaults: {}, overrides: [] },
  pluginVersion,
});

/** Options as version 1.0 stores them. Kept as it was: later versions must go on reading it. */
interface OptionsV1 {
  chart: { values: 'bytes' | 'share-of-usage' | 'share-of-limit'; drawing: 'stacked' | 'lines' };
  layers: Record<string, { name?: string; color?: string; hidden?: boolean }>;
  overlays: Record<string, boolean>;
  show: Record<string, boolean>;
  tooltip: { mode: 'single' | 'multi' | 'none'; hideZeros: boolean };
  legend: { showLegend: boolean; displayMode: string; placement: string; calcs: string[] };
  diagnosis: { pace: string; sensitivity: string; thresholds: Record<string, number> };
  identity: { labels: string[]; owner: string };
}

const stored: OptionsV1 = {
  chart: { values: 'share-of-limit', drawing: 'lines' },
  layers: { 'heap-objects': { name: 'Live', color: '#123456', hidden: false }, kernel: { hidden: true } },
  overlays: {
    usage: false,
    workingSet: true,
    correctedWorkingSet: true,
    limit: true,
    goMemLimit: false,
    processRss: true,
    nextGc: true,
  },
  show: { verdict: false, marks: false, findings: true, annotations: false },
  tooltip: { mode: 'single', hideZeros: false },
  legend: { showLegend: true, displayMode: 'table', placement: 'right', calcs: ['max'] },
  diagnosis: {
    pace: 'compressed',
    sensitivity: 'custom',
    thresholds: { lazilyFreed: 1, understated: 2, growth: 3, slack: 4, resident: 5 },
  },
  identity: { labels: ['cluster'], owner: 'app' },
};

/** Before there was a view of many workloads, panels showed one. */
const one = { mode: 'one', density: 'comfortable', variables: [] };

describe('migrateOptions', () => {
  it.each([['1.0.0'], ['1.0.7'], [undefined], ['']])('keeps everything that 1.0 stored (version %s)', (version) =>
    expect(migrateOptions(panel(stored, version))).toEqual({
      ...stored,
      // They came later, and are shown unless someone says otherwise.
      overlays: { ...stored.overlays, request: true, aboveRequest: true },
      view: one,
      profiles: defaultOptions.profiles,
    })
  );

  it.each<[string, unknown, unknown]>([
    ['nothing', {}, defaultOptions],
    ['no options at all', undefined, defaultOptions],
    ['a list', [1], defaultOptions],
    ['what is not ours', { orientation: 'auto', tooltip: { sort: 'desc' } }, defaultOptions],
    [
      'values of the wrong type',
      {
        tooltip: { mode: 'all', hideZeros: 'yes' },
        show: { verdict: 1 },
        diagnosis: { thresholds: { growth: '5', slack: -1, resident: NaN }, pace: null },
        identity: { labels: 'pod', owner: 5 },
        layers: { kernel: 'red', nonsense: { hidden: true } },
        view: { mode: 'all', density: ['compact'], variables: 'pod' },
      },
      defaultOptions,
    ],
    [
      'lists in place of words',
      { chart: { values: ['share-of-limit'], drawing: ['lines'] }, tooltip: { mode: ['single'] } },
      { ...defaultOptions, view: one },
    ],
    [
      'a legend that cannot be drawn',
      { legend: { calcs: null, showLegend: 'yes', displayMode: ['table'], placement: 'top', width: '5' } },
      defaultOptions,
    ],
    ['a legend with calcs of the wrong type', { legend: { calcs: 'max' } }, defaultOptions],
    ['a legend with a list of the wrong type', { legend: { calcs: [1] } }, defaultOptions],
    ['a legend that is none', { legend: 'table' }, defaultOptions],
    [
      'a part of the options',
      { diagnosis: { sensitivity: 'low', thresholds: { growth: 5 } } },
      {
        ...defaultOptions,
        view: one,
        diagnosis: {
          ...defaultOptions.diagnosis,
          sensitivity: 'low',
          thresholds: { ...defaultOptions.diagnosis.thresholds, growth: 5 },
        },
      },
    ],
    [
      'a legend of Grafana',
      { legend: { asTable: true } },
      { ...defaultOptions, legend: { ...defaultOptions.legend, asTable: true } },
    ],
  ])('makes options of %s', (_, from, expected) => {
    const once = migrateOptions(panel(from));
    expect(once).toEqual(expected);
    expect(migrateOptions(panel(once))).toEqual(once);
  });

  it.each([
    ['one workload, as before', { show: { verdict: true } }, '1.0.0', 'one'],
    ['one workload where no version was stored', { layers: {} }, undefined, 'one'],
    ['what it was set to', { ...stored, view: { mode: 'owners' } }, '1.0.0', 'owners'],
    ['many workloads in a new panel', {}, undefined, 'auto'],
    ['many workloads in a panel that was of another kind', { legend: {}, tooltip: {} }, '', 'auto'],
    ['what a later version stored', { show: {}, view: {} }, '1.1.0', 'auto'],
  ])('shows %s', (_, options, version, mode) =>
    expect(migrateOptions(panel(options, version))).toMatchObject({ view: { mode } })
  );

  it('leaves its input alone', () => {
    const before = JSON.stringify(stored);
    migrateOptions(panel(stored));
    expect(JSON.stringify(stored)).toBe(before);
  });
});

describe('migrateFrom', () => {
  const rename = (version: string, from: string, to: string) => ({
    version,
    migrate: ({ [from]: moved, ...rest }: Record<string, unknown>) => ({ ...rest, ...(moved ? { [to]: moved } : {}) }),
  });
  const steps = [rename('1.1.0', 'hover', 'hint'), rename('2.0.0', 'hint', 'tooltip')];
  const single = { mode: 'single' };

  it.each([
    ['1.0.0', { hover: single }, 'single'],
    ['1.0.9-rc.1', { hover: single }, 'single'],
    ['1.1.0', { hint: single }, 'single'],
    ['1.1.0', { hover: single }, 'multi'],
    ['1.10.0', { hint: single }, 'single'],
    ['2.0.0', { hint: single }, 'multi'],
    [undefined, { hover: single }, 'single'],
  ])('takes the steps since version %s', (version, options, mode) =>
    expect(migrateFrom(options, version, steps).tooltip.mode).toBe(mode)
  );
});

describe('withDefaults', () => {
  it.each([null, 'max', 5, [null]])('reads no legend calculations from %j, with or without migration', (calcs) =>
    expect(withDefaults(JSON.parse(JSON.stringify({ legend: { calcs } }))).legend).toEqual(defaultOptions.legend)
  );
});
