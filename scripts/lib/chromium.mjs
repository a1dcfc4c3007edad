import { apt, findOnPath, hasApt, isExecutable, isRoot } from './find.mjs';
import { SetupError } from './run.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'headless_shell'];

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
    process.stderr.write('Installing Chromium (apt-get install chromium) ...\n');
    const install = ['install', '-y', '--no-install-recommends', 'chromium'];
    if ((await apt(install)) || ((await apt(['update'])) && (await apt(install)))) {
      const installed = findOnPath(names);
      if (installed) {
        return installed;
      }
    }
  }
  throw new SetupError('Chromium is needed: install it ("apt-get install chromium") or name it in CHROMIUM_PATH.');
}
