import { englishCatalogue } from './catalogue';

// Printed for the build, which puts it beside the translations: webpack.config.ts.
process.stdout.write(JSON.stringify(englishCatalogue(), null, 2) + '\n');
