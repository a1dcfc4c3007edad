import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { layerById } from '../../src/composition/layers';
import { findingRules } from '../../src/diagnosis/findings/index.gen';
import { namesOfRole } from '../../src/metrics/table';
import { inputOf, reportedCases, tell } from '../accuracy/reported';
import { framesOfRecording, modelOf } from '../accuracy/run';
import { keptOf, keptOfRecording, pageOf, pageOfRecording } from '../accuracy/said';
import { recordingNames } from '../accuracy/truth';

/** Bytes of an input: these are four in ten of the cases, and take a fifth of the time of all. */
const small = 50 * 1024;

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
