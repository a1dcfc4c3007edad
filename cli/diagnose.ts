import { settingsOf } from '../src/diagnosis/options';
import { prepare } from '../src/prepare';
import { readAnswers } from './read';
import { report } from './report';

const usage = 'usage: npm run diagnose -- PATH... [--series] [--compressed]';

function main(args: readonly string[]): void {
  const flags = args.filter((arg) => arg.startsWith('--'));
  const paths = args.filter((arg) => !arg.startsWith('--'));
  const unknown = flags.find((flag) => flag !== '--series' && flag !== '--compressed');
  if (unknown || paths.length === 0) {
    throw new Error(unknown ? `unknown option ${unknown}; ${usage}` : usage);
  }
  const { frames, problems } = readAnswers(paths);
  const options = { compressed: flags.includes('--compressed') };
  const model = prepare(frames, options);
  // A query without result is nothing to speak of where others have one.
  const all = frames.length > 0 ? model.problems : [...problems, ...model.problems];
  const answer = report({ ...model, problems: all }, flags.includes('--series'), settingsOf(options));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error instanceof Error ? error.message : String(error)).split('\n')[0]}\n`);
  process.exitCode = 2;
}
