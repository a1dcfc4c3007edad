import {
  dateTime,
  FieldType,
  getDefaultTimeRange,
  LoadingState,
  toDataFrame,
  type DataFrame,
  type FieldConfigSource,
  type PanelProps,
} from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import React from 'react';

import type { ChartTooltip } from './chart/ChartTooltip';
import type { StackChart } from './chart/StackChart';
import { createPanel } from './CompositionPanel';
import { defaultOptions, type PanelOptions } from './panelOptions';
import { start, step } from '../../tests/fixtures/panel/fixture';
import { MiB } from '../metrics/units';
import { testRegistry } from '../../tests/fixtures/panel/registry';
import { startTranslations } from './translations';

// The only mocked parts: jsdom has no canvas to plot on.
const drawn = jest.fn();
jest.mock('./chart/StackChart', () => ({
  StackChart: (props: React.ComponentProps<typeof StackChart>) => {
    drawn(props);
    return <div data-testid="plot">{props.children}</div>;
  },
}));
jest.mock('./chart/ChartTooltip', () => ({
  ChartTooltip: ({ render }: React.ComponentProps<typeof ChartTooltip>) =>
    render?.({
      row: 2,
      active: null,
      pinned: false,
      dismiss: () => undefined,
      place: () => undefined,
      chart: document.createElement('div'),
    }) ?? null,
}));
jest.mock('./chart/SharedCrosshair', () => ({ SharedCrosshair: () => null }));
jest.mock('./chart/ChartEvents', () => ({ ChartEvents: () => null }));

const registry = testRegistry();
const Panel = createPanel(() => registry);
const samples = 20;

/** Container series of one pod: usage keeps 600 MiB that neither working set nor cache explains. */
function pod(name: string, excess: number): DataFrame[] {
  const values = {
    container_memory_usage_bytes: 1000 * MiB,
    container_memory_working_set_bytes: (900 - excess) * MiB,
    container_memory_rss: 880 * MiB,
    container_memory_cache: 100 * MiB,
  };
  return Object.entries(values).map(([metric, value]) =>
    toDataFrame({
      refId: 'A',
      fields: [
        { name: 'Time', type: FieldType.time, values: Array.from({ length: samples }, (_, i) => start + i * step) },
        {
          name: 'Value',
          type: FieldType.number,
          labels: { __name__: metric, namespace: 'shop', pod: name, container: 'web', id: `/kubepods/${name}` },
          values: new Array(samples).fill(value),
        },
      ],
    })
  );
}

function props(series: DataFrame[], overrides: Partial<PanelProps<PanelOptions>> = {}): PanelProps<PanelOptions> {
  const timeRange = {
    ...getDefaultTimeRange(),
    from: dateTime(start),
    to: dateTime(start + samples * step),
  };
  return {
    id: 1,
    data: { state: LoadingState.Done, series, timeRange },
    timeRange,
    timeZone: 'utc',
    options: defaultOptions,
    transparent: false,
    width: 1200,
    height: 600,
    fieldConfig: { defaults: { unit: 'bytes' }, overrides: [] },
    renderCounter: 0,
    title: '',
    eventBus: {
      publish: jest.fn(),
      getStream: jest.fn(),
      subscribe: jest.fn(),
      removeAllListeners: jest.fn(),
      newScopedBus: jest.fn(),
    },
    onOptionsChange: jest.fn(),
    onFieldConfigChange: jest.fn(),
    replaceVariables: (text) => text,
    onChangeTimeRange: jest.fn(),
    ...overrides,
  };
}

/** As the link names a workload. */
const keyOf = (name: string): string => JSON.stringify(['', 'shop', name, 'web']);

const withoutLegend: PanelOptions = { ...defaultOptions, legend: { ...defaultOptions.legend, showLegend: false } };

beforeAll(startTranslations);
beforeEach(() => drawn.mockClear());

describe('CompositionPanel', () => {
  it.each([
    [1200, 600],
    [304, 190],
    [184, 78],
  ])('is exactly %d x %d', (width, height) => {
    render(<Panel {...props(pod('web-0', 600), { width, height })} />);
    expect(screen.getByTestId('composition-panel')).toHaveStyle({ width: `${width}px`, height: `${height}px` });
  });

  it('says what is missing without data', async () => {
    render(<Panel {...props([])} />);
    expect(await screen.findByTestId('composition-missing')).toBeInTheDocument();
    expect(screen.queryByTestId('composition-chart')).not.toBeInTheDocument();
  });

  it('draws layers that the tooltip adds up to usage, and says so to screen readers', async () => {
    render(<Panel {...props(pod('web-0', 600), { options: withoutLegend })} />);
    expect(await screen.findByTestId('composition-tooltip-total')).toHaveAttribute('data-bytes', String(1000 * MiB));
    expect(await screen.findByText(/1000 MiB used/)).toBeInTheDocument();
  });

  it('opens the findings from the verdict, framed on the chart', async () => {
    render(<Panel {...props(pod('web-0', 600), { options: withoutLegend })} />);
    expect(screen.queryByTestId('composition-findings')).not.toBeInTheDocument();
    expect(drawn.mock.lastCall[0].painted.focus).toBeNull();
    fireEvent.click(screen.getByRole('button', { expanded: false }));
    expect(await screen.findByTestId('composition-findings')).toBeInTheDocument();
    expect(drawn.mock.lastCall[0].painted.focus).toMatchObject({ from: start });
    fireEvent.keyDown(screen.getByTestId('composition-findings'), { key: 'Escape' });
    expect(screen.queryByTestId('composition-findings')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { expanded: false })).toHaveFocus();
    expect(drawn.mock.lastCall[0].painted.focus).toBeNull();
  });

  it('keeps the last picture while loading and after a failed query', async () => {
    const full = props(pod('web-0', 600), { options: withoutLegend });
    const { rerender } = render(<Panel {...full} />);
    for (const state of [LoadingState.Loading, LoadingState.Error]) {
      rerender(<Panel {...full} data={{ ...full.data, series: [], state }} />);
      expect(screen.getByTestId('plot')).toBeInTheDocument();
    }
    rerender(<Panel {...full} data={{ ...full.data, series: [] }} />);
    expect(await screen.findByTestId('composition-missing')).toBeInTheDocument();
  });

  it('waits for the first answer, and says when it failed', async () => {
    const empty = props([]);
    const { rerender } = render(<Panel {...empty} data={{ ...empty.data, state: LoadingState.Loading }} />);
    expect(await screen.findByTestId('composition-waiting')).toBeInTheDocument();
    const errors = [{ message: 'too many samples' }];
    rerender(<Panel {...empty} data={{ ...empty.data, state: LoadingState.Error, errors }} />);
    expect(await screen.findByTestId('composition-failed')).toHaveTextContent('too many samples');
  });

  it('says that data are old where the range follows the clock', () => {
    const full = props(pod('web-0', 600), { options: withoutLegend });
    const timeRange = {
      from: full.timeRange.from,
      to: dateTime(start + 2 * samples * step),
      raw: { from: 'now-1h', to: 'now' },
    };
    render(<Panel {...full} timeRange={timeRange} />);
    expect(screen.getByTestId('composition-notice')).toHaveTextContent('No sample since 10:04:45');
  });

  it('tabulates the chart for screen readers', () => {
    render(<Panel {...props(pod('web-0', 600), { options: withoutLegend })} />);
    const rows = within(screen.getByTestId('composition-reader-table')).getAllByRole('row');
    expect(rows.length).toBeLessThanOrEqual(13);
    expect(rows[1]).toHaveTextContent('1000 MiB');
  });

  it('offers a choice of several workloads and starts with the worst, where one is to be shown', async () => {
    const options: PanelOptions = { ...withoutLegend, view: { ...withoutLegend.view, mode: 'one' } };
    render(<Panel {...props([...pod('web-0', 0), ...pod('web-1', 600)], { options })} />);
    expect(await screen.findByTestId('composition-workload-select')).toBeInTheDocument();
    expect(drawn.mock.lastCall[0].label).toContain('web-1');
  });

  it('keeps the one that it shows over refreshes, until another one is chosen in the link', () => {
    const options: PanelOptions = { ...withoutLegend, view: { ...withoutLegend.view, mode: 'one' } };
    const shown = (first: number, second: number) =>
      props([...pod('web-0', first), ...pod('web-1', second)], { options });
    const { rerender } = render(<Panel {...shown(0, 600)} />);
    rerender(<Panel {...shown(800, 600)} />);
    expect(drawn.mock.lastCall[0].label).toContain('web-1');
    rerender(<Panel {...shown(0, 600)} />);
    act(() => locationService.partial({ 'gomem-1': keyOf('web-0') }));
    expect(drawn.mock.lastCall[0].label).toContain('web-0');
    act(() => locationService.partial({ 'gomem-1': null }));
  });

  it('names layers by variables of the dashboard', () => {
    const options: PanelOptions = { ...withoutLegend, layers: { kernel: { name: 'Kernel of $pod' } } };
    const replaceVariables = (text: string) => text.replace('$pod', 'web-0');
    render(<Panel {...props(pod('web-0', 600), { options, replaceVariables })} />);
    const names = drawn.mock.lastCall[0].series.views.layers.map(({ name }: { name: string }) => name);
    expect(names).toContain('Kernel of web-0');
  });

  it('says sizes in the unit of the panel', () => {
    const fieldConfig = { defaults: { unit: 'decbytes' }, overrides: [] };
    render(<Panel {...props(pod('web-0', 600), { options: withoutLegend, fieldConfig })} />);
    expect(screen.getByTestId('composition-verdict')).toHaveTextContent('1.05 GB');
  });

  it('ranks several workloads, and opens the one that is chosen', async () => {
    render(<Panel {...props([...pod('web-0', 0), ...pod('web-1', 600)], { options: withoutLegend })} />);
    const rows = within(await screen.findByRole('grid')).getAllByRole('row');
    expect(rows.map((row) => row.textContent)).toEqual([
      expect.stringContaining('Workload'),
      expect.stringContaining('web-1'),
      expect.stringContaining('web-0'),
    ]);
    expect(drawn).not.toHaveBeenCalled();
    fireEvent.click(rows[2]);
    expect(drawn.mock.lastCall[0].label).toContain('web-0');
    expect(rows[2]).toHaveAttribute('aria-selected', 'true');
    fireEvent.keyDown(screen.getByRole('grid'), { key: 'Escape' });
    expect(screen.queryByTestId('plot')).not.toBeInTheDocument();
  });

  it('has no choice with one workload', () => {
    render(<Panel {...props(pod('web-0', 0), { options: withoutLegend })} />);
    expect(screen.queryByTestId('composition-workload-select')).not.toBeInTheDocument();
  });

  it('draws neither new rows nor new marks when only field configuration changes', () => {
    const series = pod('web-0', 600);
    const { rerender } = render(<Panel {...props(series, { options: withoutLegend })} />);
    const before = drawn.mock.lastCall[0];
    const fieldConfig: FieldConfigSource = {
      defaults: { unit: 'bytes' },
      overrides: [{ matcher: { id: 'byName', options: 'Kernel' }, properties: [{ id: 'displayName', value: 'Slab' }] }],
    };
    rerender(<Panel {...props(series, { options: withoutLegend, fieldConfig })} />);
    const after = drawn.mock.lastCall[0];
    expect(after.series.views.layers.map(({ name }: { name: string }) => name)).toContain('Slab');
    expect(after.series.rows).toBe(before.series.rows);
    expect(after.painted).toBe(before.painted);
  });

  it.each([
    ['unknown series', [toDataFrame({ fields: [{ name: 'up', type: FieldType.number, values: [1] }] })]],
    ['a frame without fields', [toDataFrame({ fields: [] })]],
  ])('survives %s', async (_, series) => {
    render(<Panel {...props(series)} />);
    expect(await screen.findByTestId('composition-missing')).toBeInTheDocument();
  });
});
