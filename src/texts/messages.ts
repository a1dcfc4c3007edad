import { releaseMessageId } from '../diagnosis/releases';
import { details } from './details.gen';
import { headlines } from './headlines.gen';
import { releases } from './releaseWords';

/** Every sentence a finding may say, in English, by message id. */
export const messages: Readonly<Record<string, string>> = {
  ...headlines,
  ...details,
  // What each Go release changed is a message of its own, so that it is translated too.
  ...Object.fromEntries(releases.map(({ version, change }) => [releaseMessageId(version), change])),
};
