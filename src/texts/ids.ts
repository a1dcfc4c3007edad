import type { details } from './details.gen';
import type { headlines, names } from './headlines.gen';

export type FindingId = keyof typeof names;

/** Of the message that says what a Go release changed. */
export type ReleaseMessageId = `release.${string}`;

export type MessageId = keyof typeof headlines | keyof typeof details | ReleaseMessageId;
