import type { ConfigOverrideRule, FieldConfigSource } from '@grafana/data';
import { SeriesVisibilityChangeMode } from '@grafana/ui';

import { toggleSeries } from './visibility';

const { ToggleSelection: click, AppendToSelection: ctrlClick } = SeriesVisibilityChangeMode;
const names = ['Heap', 'Stacks', 'Kernel'];
const own: ConfigOverrideRule = {
  matcher: { id: 'byName', options: 'Heap' },
  properties: [{ id: 'unit', value: 'short' }],
};
const empty: FieldConfigSource = { defaults: { unit: 'bytes' }, overrides: [own] };

/** What the legend shows, or null where nothing filters it. */
function shown({ overrides }: FieldConfigSource): string[] | null {
  const rules = overrides.filter((rule) => '__systemRef' in rule);
  expect(rules.length).toBeLessThanOrEqual(1);
  return rules[0]?.matcher.options.names ?? null;
}

const clicks = (...steps: Array<[string, SeriesVisibilityChangeMode]>): FieldConfigSource =>
  steps.reduce((source, [name, mode]) => toggleSeries(source, names, { target: name, mode: mode }), empty);

describe('toggleSeries', () => {
  it.each<[string, Array<[string, SeriesVisibilityChangeMode]>, string[] | null]>([
    ['isolates', [['Heap', click]], ['Heap']],
    [
      'shows all after a second click',
      [
        ['Heap', click],
        ['Heap', click],
      ],
      null,
    ],
    [
      'moves the isolation',
      [
        ['Heap', click],
        ['Kernel', click],
      ],
      ['Kernel'],
    ],
    ['removes one with ctrl', [['Heap', ctrlClick]], ['Stacks', 'Kernel']],
    [
      'adds it again with ctrl',
      [
        ['Heap', ctrlClick],
        ['Heap', ctrlClick],
      ],
      null,
    ],
    [
      'adds to an isolated one',
      [
        ['Heap', click],
        ['Kernel', ctrlClick],
      ],
      ['Heap', 'Kernel'],
    ],
    [
      'leaves the last one',
      [
        ['Heap', click],
        ['Heap', ctrlClick],
      ],
      ['Heap'],
    ],
    [
      'isolates out of several',
      [
        ['Heap', ctrlClick],
        ['Kernel', click],
      ],
      ['Kernel'],
    ],
  ])('%s', (_, steps, expected) => expect(shown(clicks(...steps))).toEqual(expected));

  it('leaves defaults and other overrides alone and its input unchanged', () => {
    const before = JSON.stringify(empty);
    const after = toggleSeries(empty, names, { target: 'Heap', mode: click });
    expect(after.defaults).toBe(empty.defaults);
    expect(after.overrides[0]).toBe(own);
    expect(JSON.stringify(empty)).toBe(before);
  });

  it('writes the override that Grafana writes', () => {
    expect(toggleSeries(empty, names, { target: 'Heap', mode: click }).overrides[1]).toEqual({
      __systemRef: 'hideSeriesFrom',
      matcher: { id: 'byNames', options: { mode: 'exclude', names: ['Heap'], prefix: 'All except:', readOnly: true } },
      properties: [{ id: 'custom.hideFrom', value: { viz: true, legend: false, tooltip: true } }],
    });
  });

  it('isolates several at once, and shows all for null', () => {
    const two = toggleSeries(empty, names, { target: ['Heap', 'Kernel'], mode: click });
    expect(shown(two)).toEqual(['Heap', 'Kernel']);
    expect(shown(toggleSeries(two, names, { target: ['Kernel', 'Heap'], mode: click }))).toBeNull();
    expect(shown(toggleSeries(two, names, { target: null, mode: click }))).toBeNull();
  });

  it('leaves alone what the user hid elsewhere', () => {
    const isolated = toggleSeries(empty, ['Heap', 'Stacks'], { target: 'Heap', mode: click }, ['Kernel']);
    expect(shown(isolated)).toEqual(['Heap', 'Kernel']);
    expect(toggleSeries(isolated, ['Heap', 'Stacks'], { target: 'Kernel', mode: click }, ['Kernel'])).toBe(isolated);
    expect(shown(toggleSeries(isolated, ['Heap', 'Stacks'], { target: 'Heap', mode: click }, ['Kernel']))).toBeNull();
  });

  it('forgets names that no longer exist', () => {
    const old = toggleSeries(empty, ['Gone', 'Heap'], { target: 'Gone', mode: click });
    expect(shown(toggleSeries(old, names, { target: 'Heap', mode: ctrlClick }))).toEqual(['Heap']);
  });
});
