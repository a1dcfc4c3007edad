import type { FindingId } from '../../diagnosis/types';

const docs = 'https://github.com/gomem/composition-panel/blob/main/docs/findings.md';

/** The section of the documentation about a finding. */
export const docsLink = (id: FindingId): string => `${docs}#${id}`;
