import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

const patience = 5000;

/** Ends a process, by force where it takes too long; one that is over, or never began, is left alone. */
export async function end(child: ChildProcess | undefined): Promise<void> {
  if (!child?.pid || child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  await gone;
  clearTimeout(timer);
}
