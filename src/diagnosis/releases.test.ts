import { releases } from '../texts/releaseWords';
import { adviceOf, canFreeLazily, decisiveRelease, goReleases, releaseOf } from './releases';
import { compareGoVersions, parseGoVersion } from './version';

describe('parseGoVersion', () => {
  it.each([
    ['go1.12', 1, 12, 0],
    ['go1.21.0', 1, 21, 0],
    ['devel go1.26-abcdef1234', 1, 26, 0],
    ['go1.24.1 X:noswissmap', 1, 24, 1],
    ['go1.22.1-devel-cf', 1, 22, 1],
  ])('%s', (text, major, minor, patch) => {
    expect(parseGoVersion(text)).toEqual({ major, minor, patch });
  });
  it.each(['', 'unknown', null, undefined, 'go1'])('knows no version in %s', (text) => {
    expect(parseGoVersion(text)).toBeNull();
  });
});

describe('Go release table', () => {
  it('is in ascending order with references', () => {
    const versions = goReleases.map(({ version }) => parseGoVersion(version));
    versions.slice(1).forEach((version, i) => {
      expect(version && versions[i] && compareGoVersions(versions[i], version)).toBeLessThan(0);
    });
    expect(releases.filter(({ references }) => !references.every((url) => url.startsWith('https://')))).toEqual([]);
  });

  it('knows that no setting makes a Go before 1.12 free lazily', () => {
    expect(['go1.9', 'go1.11.13'].filter(canFreeLazily)).toEqual([]);
    expect(['go1.12', 'go1.15.15', 'go1.16', 'go1.25.1', null, 'unknown'].every(canFreeLazily)).toBe(true);
  });

  it('ends what a release is known for with a later row', () => {
    const ends = goReleases.flatMap(({ fixedIn }, index) =>
      fixedIn ? [goReleases.findIndex(({ version }) => version === fixedIn) > index] : []
    );
    expect(ends).toEqual([true, true]);
    const isKnown = (version: string) => releaseOf(version)?.fixedIn !== undefined;
    expect(['go1.21.0', 'go1.24', 'go1.24.5'].filter(isKnown)).toEqual(['go1.21.0', 'go1.24', 'go1.24.5']);
    expect(['go1.20.1', 'go1.21.1', 'go1.23.4', 'go1.24.6', 'go1.25.0'].filter(isKnown)).toEqual([]);
  });

  it.each([
    ['go1.11.13', 'eager'],
    ['go1.12', 'lazy'],
    ['go1.12.17', 'lazy'],
    ['go1.15.15', 'lazy'],
    ['go1.16', 'eager'],
    ['go1.27.3', 'eager'],
    ['go1.4', null],
    ['gccgo', null],
  ])('%s returns memory %s', (version, advice) => {
    expect(adviceOf(version)).toBe(advice);
  });

  it('tells the 1.24 regression from its fix', () => {
    expect(releaseOf('go1.24.5')?.version).toBe('go1.24');
    expect(releaseOf('go1.24.6')?.version).toBe('go1.24.6');
  });

  it.each([
    ['go1.11.13', 'go1.15.15', 'go1.12'],
    ['go1.15.15', 'go1.19.8', 'go1.16'],
    ['go1.23.4', 'go1.24.3', 'go1.24'],
    ['go1.24.3', 'go1.24.4', undefined],
    ['go1.24.5', 'go1.24.6', 'go1.24.6'],
    ['go1.19.8', 'go1.15.15', undefined],
  ])('from %s to %s matters what %s changed', (from, to, version) => {
    expect(decisiveRelease(from, to)?.version).toBe(version);
  });
});
