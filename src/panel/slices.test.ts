import { atOnce, type Steps } from '../metrics/steps';
import { inSlices } from './slices';

function* counting(to: number, seen: (step: number) => void): Steps<number> {
  for (let step = 0; step < to; step++) {
    seen(step);
    yield;
  }
  return to;
}

/** jsdom has no channel of messages. */
class Channel {
  port1: { onmessage: null | (() => void); close: () => void } = { onmessage: null, close: () => undefined };
  port2 = { postMessage: () => setTimeout(() => this.port1.onmessage?.()) };
}

describe('inSlices', () => {
  beforeAll(() => Object.assign(globalThis, { MessageChannel: Channel }));

  it('does all steps and returns what they return', async () => {
    await expect(inSlices(counting(10, jest.fn()), new AbortController().signal)).resolves.toBe(10);
    expect(atOnce(counting(10, jest.fn()))).toBe(10);
  });

  it('lets others work in between, and stops where nobody asks any more', async () => {
    const abort = new AbortController();
    let now = 0;
    jest.spyOn(performance, 'now').mockImplementation(() => (now += 5));
    const seen = jest.fn((step: number) => step === 7 && abort.abort());
    let others = 0;
    const timer = setInterval(() => others++, 0);
    await expect(inSlices(counting(1000, seen), abort.signal)).resolves.toBeNull();
    clearInterval(timer);
    expect(others).toBeGreaterThan(0);
    expect(seen.mock.calls.length).toBeLessThan(20);
    jest.restoreAllMocks();
  });
});
