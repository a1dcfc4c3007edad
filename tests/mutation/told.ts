import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { readAnswers } from '../../cli/read';
import { layerById } from '../../src/composition/layers';
import { findingRules } from '../../src/diagnosis/findings/index.gen';
import { namesOfRole } from '../../src/metrics/table';
import { inputOf, reportedCases, tell } from '../accuracy/reported';
import { framesOfRecording, modelOf } from '../accuracy/run';
import { keptOf, keptOfRecording, pageOf, pageOfRecording } from '../accuracy/said';
import { recordingNames } from '../accuracy/truth';

describe('docs/findings.md', () => {
  const page = readFileSync(path.join(__dirname, '../../docs/findings.md'), 'utf8');
  it.each(findingRules.map((_, k) => k))('lists what rule %d needs, and of which layers it speaks', (k) => {
    const { id, needs, layers } = findingRules[k];
    const section = page.split(/^## /m).find((text) => text.includes(`<a id="${id}">`));
    const lineOf = (name: string) => new RegExp(`^\\*\\*${name}\\.\\*\\* (.*)\\.$`, 'm').exec(section ?? '')?.[1];
    expect(lineOf('Series needed')).toBe(needs.map((role) => `\`${namesOfRole(role)[0]}\``).join(', ') || undefined);
    expect(lineOf('Layers')).toBe(layers.map((layer) => layerById.get(layer)?.label).join(', ') || undefined);
  });
});

/** What is read once is shared by all mutants of a process: nothing changes frames. */
function shared<T>(read: (name: string) => T): (name: string) => T {
  const known = new Map<string, T>();
  return (name) => {
    const value = known.get(name) ?? read(name);
    known.set(name, value);
    return value;
  };
}

describe('reported cases', () => {
  const inputs = shared((name) => readAnswers([inputOf(name)]));
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
  const inputs = shared(framesOfRecording);
  it.each(recordingNames())('%s', (name) => {
    expect(pageOfRecording(name, modelOf(inputs(name)))).toBe(keptOfRecording(name));
  });
});
