import { locationUtil } from '@grafana/data';

import type { FindingId } from '../../diagnosis/types';
import pluginJson from '../../plugin.json';
import { docsFolder } from './docs';

/** Grafana shows the plugin's README there, to which the build adds what is written about the findings. */
const pluginPage = `/plugins/${pluginJson.id}`;

/** The section of the documentation about a finding; the plugin's own page where nothing is published. */
export const docsLink = (id: FindingId): string =>
  docsFolder
    ? `${docsFolder}/findings.md#${id}`
    : new URL(locationUtil.assureBaseUrl(pluginPage), window.location.href).href;
