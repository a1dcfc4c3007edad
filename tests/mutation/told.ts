import { statSync } from 'node:fs';

import { inputOf, reportedCases, tell } from '../accuracy/reported';
import { framesOfRecording, modelOf } from '../accuracy/run';
import { keptOf, keptOfRecording, pageOf, pageOfRecording } from '../accuracy/said';
import { recordingNames } from '../accuracy/truth';

/** Bytes of an input: these are four in ten of the cases, and take a fifth of the time of all. */
const small = 50 * 1024;

describe('small reported cases', () => {
  it.each(reportedCases().filter((name) => statSync(inputOf(name)).size < small))('%s', (name) => {
    expect(pageOf(name, tell(name))).toBe(keptOf(name));
  });
});

describe('recordings', () => {
  // Nothing changes frames, so that all mutants of a process share them.
  const known = new Map<string, ReturnType<typeof framesOfRecording>>();
  it.each(recordingNames())('%s', (name) => {
    const frames = known.get(name) ?? framesOfRecording(name);
    known.set(name, frames);
    expect(pageOfRecording(name, modelOf(frames))).toBe(keptOfRecording(name));
  });
});
