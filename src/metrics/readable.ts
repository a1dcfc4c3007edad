/**
 * Control characters, characters without width, and those that turn the direction of what follows: a label with them
 * looks like another one, or reverses the numbers beside it.
 */
const unseen = /[\p{Cc}\p{Cf}]/gu;

/** A label's value to be read; `\uFFFD` stands for each character that could not be seen. */
export const readable = (text: string): string => text.replace(unseen, '\uFFFD');
