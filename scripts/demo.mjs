// Shows the panel on recorded incidents, or on a live Prometheus, or writes it as static files (npm run demo).
import { parseArgs } from 'node:util';

import { exportSite } from '../preview/server/exportSite.mjs';
import { startServer } from '../preview/server/server.mjs';
import { SetupError, runMain } from './lib/run.mjs';
import { ensureInstalled, ensurePluginBuilt, ensurePreviewBuilt } from './lib/setup.mjs';

const help = `Usage: npm run demo -- [options]

Shows the panel in a dashboard page on recorded incidents.

  --prometheus URL  show a live Prometheus instead of the recordings
  --port PORT       port on 127.0.0.1 (default 3838; a free one where it is taken)
  --export DIR      write the demo on recordings as static files to an empty folder, and serve nothing
  --no-build        serve what is built, without installing or building
  --help            show this`;

function readArguments() {
  try {
    return parseArgs({
      options: {
        prometheus: { type: 'string' },
        port: { type: 'string', default: '3838' },
        export: { type: 'string' },
        'no-build': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${error instanceof Error ? error.message : error}\n\n${help}`);
  }
}

/** @param {string} text */
function parsePort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new SetupError(`--port needs a number from 0 to 65535, not "${text}".`);
  }
  return port;
}

/** @param {string | undefined} text */
function parsePrometheus(text) {
  if (text === undefined) {
    return undefined;
  }
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new SetupError(`--prometheus needs a URL such as http://localhost:9090, not "${text}".`);
  }
  return text;
}

await runMain(async () => {
  const values = readArguments();
  if (values.help) {
    console.log(help);
    return;
  }
  const port = parsePort(values.port ?? '');
  const prometheus = parsePrometheus(values.prometheus);
  if (!values['no-build']) {
    await ensureInstalled();
    await ensurePluginBuilt();
    await ensurePreviewBuilt();
  }
  if (values.export !== undefined) {
    await exportSite(values.export).catch((error) => {
      throw new SetupError(`--export: ${error.message}`);
    });
    console.log(`Written to ${values.export}, to be served at the root of any web server.`);
    return;
  }
  const { url, close } = await startServer({ port, prometheus });
  console.log(`The panel ${prometheus ? `on ${new URL(prometheus).host}` : 'on recorded incidents'}: ${url}`);
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => close().then(() => process.exit(0)));
  }
});
