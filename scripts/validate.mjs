// Packs the plugin and runs Grafana's own validator on the archive and the sources (npm run validate): the program
// named by PLUGINCHECK, else plugincheck2 on the PATH, else that of the package @grafana/plugin-validator, which
// downloads it. Fails on errors and warnings; that it is not signed, and a link that could not be looked up without a
// network, is told and no failure.
import { packPlugin } from './lib/archive.mjs';
import { findOnPath } from './lib/find.mjs';
import { root, run, runMain } from './lib/run.mjs';
import { ensureInstalled, ensurePluginBuilt } from './lib/setup.mjs';

/** @typedef {{Severity: string, Title: string, Detail: string, Name: string}} Remark */

/** Signing needs a token of grafana.com, which only the release has. @param {Remark} remark */
const isOfSigning = ({ Name }) => /signature|manifest/i.test(Name);

/** @param {Remark} remark */
const isOffline = ({ Name, Title }) => Name === 'broken-link' && /dial tcp: lookup \S+/.test(Title);

/** @param {Remark} remark */
const fails = (remark) => ['error', 'warning'].includes(remark.Severity) && !isOfSigning(remark) && !isOffline(remark);

await runMain(async () => {
  await ensureInstalled();
  await ensurePluginBuilt();
  const { file } = packPlugin();
  const program = process.env.PLUGINCHECK ?? findOnPath(['plugincheck2', 'plugincheck']);
  const [command, first] = program
    ? [program, []]
    : /** @type {const} */ (['npx', ['--yes', '@grafana/plugin-validator@latest']]);
  const { stdout, stderr } = await run(
    command,
    [...first, '-jsonOutput', '-config', 'scripts/validator.yaml', '-sourceCodeUri', `file://${root}`, file],
    { quiet: true, mayFail: true }
  );
  const remarks = remarksIn(stdout);
  if (!remarks) {
    throw new Error(`${command} gave no result:\n${stdout}${stderr}`);
  }
  for (const { Severity, Title, Detail, Name } of remarks) {
    console.log(`${Severity}: ${Title} (${Name})\n  ${Detail.trim().replaceAll('\n', '\n  ')}`);
  }
  const failed = remarks.filter(fails);
  console.log(`${failed.length} errors or warnings, ${remarks.length - failed.length} other remarks`);
  process.exitCode = failed.length > 0 ? 1 : 0;
});

/**
 * What the analysers remarked; null where the output is none of the validator's.
 * @param {string} output
 * @returns {Remark[] | null}
 */
function remarksIn(output) {
  try {
    const all = JSON.parse(output.slice(output.indexOf('{')))['plugin-validator'];
    return Object.values(all).flat();
  } catch {
    return null;
  }
}
