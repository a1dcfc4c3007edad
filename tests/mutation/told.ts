import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { readAnswers } from '../../cli/read';
import { layerById } from '../../src/composition/layers';
import { findingRules } from '../../src/diagnosis/findings/index.gen';
import { oncePerText } from '../../src/metrics/oncePer';
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
