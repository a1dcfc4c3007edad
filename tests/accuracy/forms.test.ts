/**
 * Grafana's transformations ask for a window.
 * @jest-environment jsdom
 */
import { outerJoinDataFrames, toDataFrame } from '@grafana/data';

import { plainText } from '../../src/texts/plainText';
import type { InputFrame } from '../../src/metrics/types';
import type { Model } from '../../src/model';
import { framesOfRecording, modelOf } from './run';
import { recordingNames } from './truth';

/** What a reader sees of a model, a line each finding. */
const told = ({ workloads }: Model): string[] =>
  workloads.flatMap(({ workload, findings }) =>
    findings.map(
      ({ severity, confidence, from, to, headline, evidence }) =>
        `${workload.name} ${severity} ${confidence} ${from}-${to} ${[headline, ...evidence.map(({ text }) => text)].map(plainText).join(' ')}`
    )
  );

/** The transformation "Join by field (outer)": one frame in which most rows are empty for most series. */
function joined(frames: readonly InputFrame[]): InputFrame {
  const frame = outerJoinDataFrames({ frames: frames.map((one) => toDataFrame({ ...one, fields: one.fields })) });
  if (!frame) {
    throw new Error('there is nothing to join');
  }
  return frame;
}

describe('findings of joined (wide) frames', () => {
  it.each(recordingNames())('are those of the series as queried on %s', (name) => {
    const frames = framesOfRecording(name);
    expect(told(modelOf([joined(frames)]))).toEqual(told(modelOf(frames)));
  });
});
