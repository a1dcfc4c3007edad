import { apt, findOnPath, hasApt, isExecutable, isRoot } from './find.mjs';
import { SetupError } from './run.mjs';

/** Without a window, which nothing here needs, a page takes a quarter less of the processor. */
const names = [
  'chromium-headless-shell',
  'headless_shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
];
/** Of Debian; older releases have the second only. */
const packages = ['chromium-headless-shell', 'chromium'];

/**
 * A Chromium to drive: of CHROMIUM_PATH, of the PATH, or Debian's package, which is installed where we may.
 * @returns {Promise<string>} path of the executable
 */
export async function ensureChromium() {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!isExecutable(named)) {
      throw new SetupError(`CHROMIUM_PATH names no executable: ${named}`);
    }
    return named;
  }
  const found = findOnPath(names);
  if (found) {
    return found;
  }
  if (isRoot && hasApt) {
    process.stderr.write('Installing Chromium (apt-get install) ...\n');
    await apt(['update']);
    for (const name of packages) {
      const installed = (await apt(['install', '-y', '--no-install-recommends', name])) && findOnPath(names);
      if (installed) {
        return installed;
      }
    }
  }
  throw new SetupError('Chromium is needed: install it ("apt-get install chromium") or name it in CHROMIUM_PATH.');
}
