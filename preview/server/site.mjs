// What the page is made of: every file by its address, for the server and for an export.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const below = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);

export const page = below('preview/index.html');
export const recordings = below('recordings');

/**
 * Folders as Grafana serves them; the first prefix that fits decides. `host` names another Grafana generation.
 * @param {string} [host]
 */
export const foldersFor = (host) => {
  const base = host ? below('preview/hosts', host) : root;
  return [
    // Missing from the published package, though its time picker asks for it.
    {
      prefix: '/public/build/img/icons/unicons/angle-double-left.svg',
      folder: below('preview/icons'),
      file: 'angle-double-left.svg',
    },
    { prefix: '/public/plugins/gomem-composition-panel/', folder: below('dist') },
    { prefix: '/public/build/img/icons/', folder: path.join(base, 'node_modules/@grafana/ui/dist/public/img/icons') },
    { prefix: '/public/img/icons/', folder: path.join(base, 'node_modules/@grafana/ui/dist/public/img/icons') },
    { prefix: '/build/', folder: host ? path.join(base, 'dist') : below('preview/dist') },
  ];
};

/** Grafana's own file names for what the font packages have. @type {Record<string, string>} */
export const fonts = {
  '/public/fonts/inter/Inter-Regular.woff2': 'inter/files/inter-latin-400-normal.woff2',
  '/public/fonts/inter/Inter-Medium.woff2': 'inter/files/inter-latin-500-normal.woff2',
  '/public/fonts/inter/Inter-Italic.woff2': 'inter/files/inter-latin-400-italic.woff2',
  '/public/fonts/inter/Inter-MediumItalic.woff2': 'inter/files/inter-latin-500-italic.woff2',
  '/public/fonts/roboto/L0xTDF4xlVMF-BfR8bXMIhJHg45mwgGEFl0_3vrtSM1J-gEPT5Ese6hmHSh0mQ.woff2':
    'roboto-mono/files/roboto-mono-latin-400-normal.woff2',
};
