import type { MessageId } from '../texts/ids';
import { decisiveRelease, releaseMessageId } from './releases';
import type { Evidence, Message, MessageValue, Upgrade } from './types';

/** Builds a message; the id must be in the catalogue. */
export const message = (id: MessageId, values: Record<string, MessageValue> = {}): Message => ({ id, values });

/**
 * A sentence and the PromQL that shows its numbers, rendered when it is read: of a thousand workloads few are opened.
 * `at` is the sample that the numbers were read from, ms.
 */
export const shows = (text: Message, promql: () => string, at?: number): Evidence => ({
  text,
  get promql() {
    return promql();
  },
  ...(at !== undefined && { at }),
});

export const bytes = (value: number): MessageValue => ({ kind: 'bytes', value });
export const ratio = (value: number): MessageValue => ({ kind: 'ratio', value });
export const count = (value: number): MessageValue => ({ kind: 'count', value });
export const time = (value: number): MessageValue => ({ kind: 'time', value });
export const duration = (value: number): MessageValue => ({ kind: 'duration', value });
export const rate = (value: number): MessageValue => ({ kind: 'rate', value });
export const text = (value: string): MessageValue => ({ kind: 'text', value });
export const list = (value: Message[]): MessageValue => ({ kind: 'list', value });

/** The values that messages about a change of Go version use; `change` is what the new release changed. */
export function upgradeValues({ from, to, at }: Upgrade): Record<string, MessageValue> {
  const release = decisiveRelease(from, to);
  return {
    from: text(from),
    to: text(to),
    at: time(at),
    change: list(release ? [message(releaseMessageId(release.version))] : []),
  };
}
