import { readFileSync, writeFileSync } from 'node:fs';
import { measureAccuracy } from '../tests/accuracy/table';
import { documents } from './docs';

const accuracy = measureAccuracy();
for (const { path, content } of documents(accuracy, (file) => readFileSync(file, 'utf8'))) {
  writeFileSync(path, content);
  process.stdout.write(`${path}\n`);
}
