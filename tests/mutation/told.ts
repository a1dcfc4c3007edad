import { statSync } from 'node:fs';

import { readAnswers } from '../../cli/read';
import { oncePerText } from '../../src/metrics/oncePer';
import { inputOf, reportedCases, tell } from '../accuracy/reported';
import { framesOfRecording, modelOf } from '../accuracy/run';
import { keptOf, keptOfRecording, pageOf, pageOfRecording } from '../accuracy/said';
import { recordingNames } from '../accuracy/truth';

describe('reported cases', () => {
  // Nothing changes frames, so that all mutants of a process share them.
  const inputs = oncePerText((name) => readAnswers([inputOf(name)]));
  // The smaller the input, the sooner it is tried.
  const bySize = reportedCases()
    .map((name) => ({ name, size: statSync(inputOf(name)).size }))
    .sort((a, b) => a.size - b.size);
  it.each(bySize.map(({ name }) => name))('%s', (name) => {
    expect(
      pageOf(
        name,
        tell(name, () => inputs(name))
      )
    ).toBe(keptOf(name));
  });
});

describe('recordings', () => {
  const inputs = oncePerText(framesOfRecording);
  it.each(recordingNames())('%s', (name) => {
    expect(pageOfRecording(name, modelOf(inputs(name)))).toBe(keptOfRecording(name));
  });
});
