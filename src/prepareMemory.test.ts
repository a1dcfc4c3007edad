import type { InputFrame } from './metrics/types';
import type { Model } from './model';
import { Memory, prepare, type PrepareOptions } from './prepare';

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

/** `prepare` with a memory of its own. */
function remembering() {
  const memory = new Memory();
  return (frames: InputFrame[], options: PrepareOptions = {}) => prepare(frames, options, memory);
}

describe('the memory of prepare', () => {
  it('knows workloads by the names of their labels, too: others may have the same values', () => {
    const answer = remembering();
    const frames = podFrames('a-1');
    const named = (label: string) => modelOf(answer(frames, { identityLabels: ['pod', label] })).workloads[0];
    named('colour');
    expect(Object.keys(named('shape').workload.labels)).toEqual(['pod', 'shape']);
  });

  it('computes once for the same values in new frames', () => {
    const answer = remembering();
    const frames = [frame()];
    const first = answer(frames, { compressed: true });
    for (let i = 0; i < 100; i++) {
      expect(answer(clone(frames), { compressed: true })).toBe(first);
    }
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
    const answer = remembering();
    const frames = [frame()];
    const first = answer(frames);
    change(frames);
    expect(answer(frames)).not.toBe(first);
  });

  it('notices values that grew in place, as streams do', () => {
    const answer = remembering();
    const growing = [1];
    const frames: InputFrame[] = [{ fields: [{ name: 'Value', type: 'number', values: growing, config: {} }] }];
    const first = answer(frames);
    growing.push(2);
    expect(answer(frames)).not.toBe(first);
  });

  it.each<[string, PrepareOptions, PrepareOptions, boolean]>([
    ['equal options', { sensitivity: 'low' }, { sensitivity: 'low' }, true],
    ['other options', { sensitivity: 'low' }, { sensitivity: 'high' }, false],
  ])('compares options: %s', (_, first, second, isSame) => {
    const answer = remembering();
    const frames = [frame()];
    expect(answer(frames, first) === answer(frames, second)).toBe(isSame);
  });

  it('computes again when a stream with a full buffer moves its values on', () => {
    const answer = remembering();
    const frames = [frame()];
    const first = answer(frames);
    for (const { values } of frames[0].fields) {
      if (Array.isArray(values)) {
        values.push(values[1] + 1);
        values.shift();
      }
    }
    expect(answer(clone(frames))).not.toBe(first);
  });

  it('composes and diagnoses nothing again where a query brings equal samples in new arrays', () => {
    const answer = remembering();
    const frames = [...podFrames('a-1'), ...podFrames('b-1')];
    const first = modelOf(answer(frames));
    const second = modelOf(answer([...podFrames('a-1'), ...frames.slice(podFrames('a-1').length)]));
    expect(second).toBe(first);
  });

  it('composes and diagnoses again only what changed: one pod of several', () => {
    const answer = remembering();
    const frames = ['a-1', 'b-1', 'c-1'].flatMap((pod) => podFrames(pod));
    const first = modelOf(answer(frames));
    const later = [...podFrames('a-1', 2 ** 29), ...frames.slice(podFrames('a-1').length)];
    const second = modelOf(answer(later));
    expect(second.workloads.map(({ composition }, k) => composition === first.workloads[k].composition)).toEqual([
      false,
      true,
      true,
    ]);
    expect(second.workloads.map(({ findings }, k) => findings === first.workloads[k].findings)).toEqual([
      false,
      true,
      true,
    ]);
    expect(second).toEqual(prepare(later));
  });
});

/** Usage and working set of a pod for ten minutes, bytes. */
const podFrames = (pod: string, size = 2 ** 30): InputFrame[] =>
  ['container_memory_usage_bytes', 'container_memory_working_set_bytes'].map((metric) => ({
    refId: 'A',
    fields: [
      { name: 'Time', type: 'time', values: Array.from({ length: 20 }, (_, i) => i * 30_000), config: {} },
      {
        name: 'Value',
        type: 'number',
        values: Array<number>(20).fill(size),
        labels: { __name__: metric, namespace: 'n', pod, container: 'app' },
        config: {},
      },
    ],
  }));

function modelOf(answer: ReturnType<typeof prepare>): Model {
  if (answer.kind !== 'model') {
    throw new Error(answer.reason);
  }
  return answer;
}
