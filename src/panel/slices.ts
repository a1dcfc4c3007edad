import type { Steps } from '../metrics/steps';

/** Long enough to get on, short enough that a hover or a scroll beside it does not stutter, ms. */
const slice = 12;

/**
 * Does steps in slices of a few milliseconds and lets the browser work in between; null where `signal` ended it. Under
 * a strict content security policy a plugin may start no worker from a blob, so that this runs beside the views.
 */
export async function inSlices<T>(steps: Steps<T>, signal: AbortSignal): Promise<T | null> {
  while (!signal.aborted) {
    const until = performance.now() + slice;
    do {
      const { done, value } = steps.next();
      if (done) {
        return value;
      }
    } while (performance.now() < until);
    await pause();
  }
  return null;
}

/** Waits until the browser has painted and handled input. A message is not delayed as nested timers are. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
