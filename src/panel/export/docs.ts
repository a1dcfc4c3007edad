import type { FindingId } from '../../diagnosis/types';

/** Where the documentation is published. */
export const docsFolder = 'https://github.com/gomem/composition-panel/blob/main/docs';

/** The section of the documentation about a finding. */
export const docsLink = (id: FindingId): string => `${docsFolder}/findings.md#${id}`;
