import type { Message } from '../../diagnosis/types';
import { messages } from '../../texts/messages';
import { renderMessage, type Formatters } from '../formatting';

/** Any message of a finding; its texts are many, so only code that is loaded later may use it. */
export const say = (message: Message, formatters: Formatters): string => renderMessage(message, formatters, messages);
