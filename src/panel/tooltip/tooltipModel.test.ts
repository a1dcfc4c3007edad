import { createTheme } from '@grafana/data';

import { derive } from '../derive/frames';
import { applyConfig } from '../derive/views';
import { SeriesVisibilityChangeMode } from '@grafana/ui';

import { toggleSeries } from '../legend/visibility';
import { defaultOptions } from '../panelOptions';
import { composition, finding, start, step } from '../../../tests/fixtures/panel/fixture';
import { MiB } from '../../metrics/units';
import { testRegistry } from '../../../tests/fixtures/panel/registry';
import { only, tooltipModel } from './tooltipModel';

const registry = testRegistry();
const made = composition({
  layers: {
    'heap-objects': [100 * MiB + 1, 0, NaN],
    stacks: [20 * MiB, 0, NaN],
    'cache-in-working-set': [7, 0, NaN],
    'lazily-freed': [300 * MiB, 0, NaN],
  },
  limit: 1024 * MiB,
  instances: [
    { start: 0, end: 1, goVersion: 'go1.11.13' },
    { start: 1, end: 3, goVersion: 'go1.15.15' },
  ],
  goMissing: [0, 1, 0],
});

function views(fieldConfig = { defaults: { unit: 'bytes' }, overrides: [] } as Parameters<typeof toggleSeries>[0]) {
  return applyConfig(derive(made, defaultOptions.overlays), {
    fieldConfig,
    registry,
    theme: createTheme(),
    timeZone: 'utc',
    replaceVariables: (text) => text,
  });
}

describe('tooltipModel', () => {
  it('lists the stack from the top with bytes and shares that add up to usage', () => {
    const model = tooltipModel({ composition: made, views: views(), findings: [] }, 0, true);
    expect(model.groups.map(({ class: name, lines }) => [name, lines.map(({ view }) => view.id)])).toEqual([
      ['reclaimable', ['lazily-freed']],
      ['undecided', ['cache-in-working-set']],
      ['needed', ['stacks', 'heap-objects']],
    ]);
    expect(model.total).toBe(made.usage[0]);
    const lines = model.groups.flatMap((group) => group.lines);
    expect(lines.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(model.total);
    expect(lines.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(model.groups.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(model.total);
  });

  it('keeps the total when layers are hidden, and says how much they hold', () => {
    const hidden = toggleSeries({ defaults: {}, overrides: [] }, ['Heap objects', 'Goroutine stacks'], {
      target: 'Heap objects',
      mode: SeriesVisibilityChangeMode.ToggleSelection,
    });
    const model = tooltipModel({ composition: made, views: views(hidden), findings: [] }, 0, true);
    const shown = model.groups.flatMap((group) => group.lines);
    expect(shown.map(({ view }) => view.id)).toEqual(['heap-objects']);
    expect(shown[0].bytes + model.hidden).toBe(model.total);
    expect(model.total).toBe(made.usage[0]);
  });

  it('leaves out empty layers only when asked to', () => {
    expect(tooltipModel({ composition: made, views: views(), findings: [] }, 1, true).groups).toEqual([]);
    expect(
      tooltipModel({ composition: made, views: views(), findings: [] }, 1, false).groups.flatMap(({ lines }) => lines)
    ).toHaveLength(4);
    expect(tooltipModel({ composition: made, views: views(), findings: [] }, 1, false).groups[0].share).toBe(0);
  });

  it('knows the overlays but not usage twice', () => {
    expect(
      tooltipModel({ composition: made, views: views(), findings: [] }, 0, true).overlays.map(({ view, bytes }) => [
        view.id,
        bytes,
      ])
    ).toEqual([
      ['workingSet', made.usage[0] / 2],
      ['correctedWorkingSet', (made.usage[0] * 3) / 4],
      ['limit', 1024 * MiB],
    ]);
  });

  it('knows the Go version, missing Go and undrawn times', () => {
    const at = (index: number) => tooltipModel({ composition: made, views: views(), findings: [] }, index, true);
    expect([at(0).goVersion, at(1).goVersion]).toEqual(['go1.11.13', 'go1.15.15']);
    expect([at(0).goMissing, at(1).goMissing]).toEqual([false, true]);
    expect([at(1).drawn, at(2).drawn]).toEqual([true, false]);
  });

  it('names the findings of that time', () => {
    const findings = [
      finding({ from: start + step, to: start + step }),
      finding({ id: 'oom-risk', from: start, to: start }),
      finding({ id: 'insufficient-data', from: start, to: start + 9 * step }),
    ];
    expect(tooltipModel({ composition: made, views: views(), findings }, 0, true).findings.map(({ id }) => id)).toEqual(
      ['oom-risk']
    );
    expect(tooltipModel({ composition: made, views: views(), findings }, 1, true).findings.map(({ id }) => id)).toEqual(
      ['lazily-freed']
    );
  });
});

describe('distance to the limit', () => {
  it('counts from usage and from what may be needed', () => {
    const limit = 1024 * MiB;
    expect(tooltipModel({ composition: made, views: views(), findings: [] }, 0, true).distance).toEqual({
      limit,
      fromUsage: limit - made.usage[0],
      fromNeed: limit - made.correctedWorkingSet[0],
    });
  });

  it('is left out without a limit and where nothing is drawn', () => {
    const free = composition({ layers: { kernel: [1] } });
    expect(tooltipModel({ composition: free, views: views(), findings: [] }, 0, true).distance).toBeNull();
    expect(tooltipModel({ composition: made, views: views(), findings: [] }, 2, true).distance).toBeNull();
  });
});

describe('only', () => {
  const all = tooltipModel({ composition: made, views: views(), findings: [] }, 0, false);
  const shown = (name: string) => {
    const active = [...views().layers, ...views().overlays].find((view) => view.name === name) ?? null;
    const { groups, overlays, total, distance } = only(all, active);
    return [
      groups.flatMap(({ lines }) => lines.map(({ view }) => view.id)),
      overlays.map(({ view }) => view.id),
      total,
      distance !== null,
    ];
  };

  it.each([
    ['Lazily freed', [['lazily-freed'], [], all.total, false]],
    ['Working set', [[], ['workingSet'], all.total, false]],
    ['Limit', [[], ['limit'], all.total, true]],
    ['nothing', [[], [], all.total, false]],
  ])('keeps %s and the total', (name, expected) => expect(shown(name)).toEqual(expected));
});
