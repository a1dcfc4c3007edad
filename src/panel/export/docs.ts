import { repository } from './repository.gen';

/** Where the documentation is published; null as long as it is nowhere. */
export const docsFolder: string | null = repository && `${repository}/blob/main/docs`;
