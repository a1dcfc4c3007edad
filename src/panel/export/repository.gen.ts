// Made by `npm run generate` from package.json. Do not edit.
/** Address of the repository; null as long as the project has none. */
export const repository: string | null = null;
