import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { dashboardFiles } from '../dashboards/index';
import { documents, readme } from '../docs/docs';
import { ruleDocuments } from '../rules/documents';
import { measureSizing } from '../tests/accuracy/sizing/table';
import { measureAccuracy } from '../tests/accuracy/table';
import { licenceFiles } from './licences';
import type { MadeFile } from './sources';

const read = (path: string): string => readFileSync(join(__dirname, '..', path), 'utf8');

/** What is made by running the code, in order: dashboards show the rules as they are on disk. */
export const documentSteps: ReadonlyArray<() => MadeFile[]> = [
  () => ruleDocuments(read),
  dashboardFiles,
  () => licenceFiles(read),
  () => documents(read),
];

/** The README holds what is measured on all recordings and synthetic worlds, which takes a while. */
export const measuredReadme = (): MadeFile => readme(measureAccuracy(), measureSizing(), read);
