import path from 'node:path';

import { hashOf, modifiedAt, newestChange, readStamp, stampTime, writeStamp } from './freshness.mjs';
import { SetupError, root, run, runPackage } from './run.mjs';

const lock = path.join(root, 'package-lock.json');
const leastNode = 20;

/** @param {string} text */
function say(text) {
  // Standard output belongs to the commands that print results.
  process.stderr.write(`${text}\n`);
}

/** Installs the packages of package-lock.json where they are missing or others. */
export async function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < leastNode) {
    throw new SetupError(`Node ${leastNode} or newer is needed; this is ${process.versions.node}.`);
  }
  const wanted = hashOf(lock);
  const installedAt = modifiedAt(path.join(root, 'node_modules/.package-lock.json'));
  if (readStamp('installed') === wanted || installedAt > modifiedAt(lock)) {
    return;
  }
  say('Installing packages (npm ci) ...');
  // Commands of this project print results on standard output; npm's words go to the other.
  const { code, stdout, stderr } = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    quiet: true,
    mayFail: true,
  });
  if (code !== 0) {
    throw new SetupError(`npm ci failed:\n${stdout}${stderr}`);
  }
  writeStamp('installed', Date.now(), wanted);
}

/** What the plugin's bundle is made of. */
const pluginSources = ['webpack.config.ts', 'src', 'generate', '.config', 'package-lock.json', 'tsconfig.json'];
const previewSources = ['preview', 'src/metrics', 'package-lock.json'];

/**
 * @param {string} name of the stamp
 * @param {string} result
 * @param {string[]} sources
 */
function isBuilt(name, result, sources) {
  const built = modifiedAt(path.join(root, result));
  // A bundler leaves a result alone that would not change, so its own time says too little.
  return built > 0 && Math.max(built, stampTime(name)) >= newestChange(sources);
}

/** Builds dist/ with the plugin's webpack where it is missing or older than its sources. */
export async function ensurePluginBuilt() {
  if (isBuilt('plugin', 'dist/module.js', pluginSources)) {
    return;
  }
  say('Building the plugin ...');
  await buildPlugin();
}

export async function buildPlugin() {
  const startedAt = Date.now();
  await runPackage('webpack/bin/webpack.js', ['-c', 'webpack.config.ts', '--env', 'production'], {
    quiet: true,
  });
  writeStamp('plugin', startedAt);
}

/** Bundles preview/dist where it is missing or older than its sources. */
export async function ensurePreviewBuilt() {
  if (isBuilt('preview', 'preview/dist/preview.js', previewSources)) {
    return;
  }
  say('Bundling the preview ...');
  await buildPreview();
}

export async function buildPreview() {
  const startedAt = Date.now();
  await run(process.execPath, ['scripts/build-preview.mjs'], { quiet: true });
  writeStamp('preview', startedAt);
}
