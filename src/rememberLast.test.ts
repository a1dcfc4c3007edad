import type { InputFrame } from './metrics/types';
import type { Missing } from './model';
import { rememberLast } from './rememberLast';
import type { PrepareOptions } from './prepare';

const answer: Missing = { kind: 'missing', reason: 'no-data', problems: [], queries: [] };

function frame(): InputFrame {
  return {
    refId: 'A',
    fields: [
      { name: 'Time', type: 'time', values: [1, 2], config: { interval: 15_000 } },
      { name: 'Value', type: 'number', values: [3, 4], labels: { __name__: 'x' }, config: {} },
    ],
  };
}

/** As Grafana does on every render: new frames, fields and configs around the same values. */
const clone = (frames: InputFrame[]): InputFrame[] =>
  frames.map((original) => ({
    ...original,
    fields: original.fields.map((field) => ({
      ...field,
      labels: field.labels && { ...field.labels },
      config: { ...field.config, custom: { ...field.config.custom, hideFrom: { viz: true } } },
    })),
  }));

function counted() {
  const compute = jest.fn(() => ({ ...answer }));
  return { compute, prepare: rememberLast(compute) };
}

describe('rememberLast', () => {
  it('computes once for the same values in new frames', () => {
    const { compute, prepare } = counted();
    const frames = [frame()];
    const first = prepare(frames, { compressed: true });
    for (let i = 0; i < 100; i++) {
      expect(prepare(clone(frames), { compressed: true })).toBe(first);
    }
    expect(compute).toHaveBeenCalledTimes(1);
  });

  const changes: Array<[string, (frames: InputFrame[]) => void]> = [
    ['values', ([{ fields }]) => (fields[1].values = [3, 4])],
    ['a label', ([{ fields }]) => (fields[1].labels = { __name__: 'y' })],
    ['a label more', ([{ fields }]) => (fields[1].labels = { __name__: 'x', pod: 'p' })],
    ['the name of a field', ([{ fields }]) => (fields[1].name = 'usage')],
    ['the memory role', ([{ fields }]) => (fields[1].config.custom = { memoryRole: 'usage' })],
    ['the display name', ([{ fields }]) => (fields[1].config.displayName = 'usage')],
    ['the step', ([{ fields }]) => (fields[0].config.interval = 30_000)],
    ['the query', ([first]) => (first.refId = 'B')],
    ['the number of frames', (frames) => frames.push(frame())],
    ['the number of fields', ([{ fields }]) => fields.pop()],
  ];
  it.each(changes)('computes again after a change of %s', (_, change) => {
    const { compute, prepare } = counted();
    const frames = [frame()];
    prepare(frames, {});
    change(frames);
    prepare(frames, {});
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it('notices values that grew in place, as streams do', () => {
    const { compute, prepare } = counted();
    const growing = [1];
    const frames: InputFrame[] = [{ fields: [{ name: 'Value', type: 'number', values: growing, config: {} }] }];
    prepare(frames, {});
    growing.push(2);
    prepare(frames, {});
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it.each<[string, PrepareOptions, PrepareOptions, number]>([
    ['equal options', { sensitivity: 'low' }, { sensitivity: 'low' }, 1],
    ['other options', { sensitivity: 'low' }, { sensitivity: 'high' }, 2],
  ])('compares options: %s', (_, first, second, calls) => {
    const { compute, prepare } = counted();
    const frames = [frame()];
    prepare(frames, first);
    prepare(frames, second);
    expect(compute).toHaveBeenCalledTimes(calls);
  });

  it('computes again when a stream with a full buffer moves its values on', () => {
    const { compute, prepare } = counted();
    const frames = [frame()];
    prepare(frames, {});
    for (const { values } of frames[0].fields) {
      if (Array.isArray(values)) {
        values.push(values[1] + 1);
        values.shift();
      }
    }
    prepare(clone(frames), {});
    expect(compute).toHaveBeenCalledTimes(2);
  });
});
