import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Locked {
  resolved?: string;
  integrity?: string;
  hasInstallScript?: boolean;
  link?: boolean;
  inBundle?: boolean;
}

/** Packages whose install scripts are known; they only choose a binary for the platform, and nothing needs them. */
const withScripts = ['@parcel/watcher', '@swc/core', 'esbuild', 'fsevents'];
const publicRegistry = 'https://registry.npmjs.org/';

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const locked = Object.entries(packages)
  .filter(([place]) => place !== '')
  .map(([place, entry]) => ({ name: place.slice(place.lastIndexOf('node_modules/') + 13), ...entry }));

describe('package-lock.json', () => {
  it('holds packages', () => assert.ok(locked.length > 500));

  it('takes packages from the public registry only', () =>
    assert.deepEqual(
      locked.filter(({ resolved }) => resolved !== undefined && !resolved.startsWith(publicRegistry)),
      []
    ));

  it('holds every package to its content', () =>
    assert.deepEqual(
      locked
        .filter(({ integrity, inBundle }) => !inBundle && !/^sha512-/.test(integrity ?? ''))
        .map(({ name }) => name),
      []
    ));

  it('has no install scripts but the known ones', () =>
    assert.deepEqual(
      locked.filter(({ hasInstallScript, name }) => hasInstallScript && !withScripts.includes(name)),
      []
    ));
});
