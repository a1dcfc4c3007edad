/** Evidence that several findings of growth share. */
export const growth = {
  'growth.rise': 'It rose from {{low}} to {{high}} in {{duration}}, by about {{rate}}.',
  'growth.flat': '{{what}} changed by only {{change}} in the same time.',
} as const;

/** How growth is told from load, in words. */
export const unlikeLoad =
  'A warning only where load would look different: above every earlier day at the same time of day, or a rise to the end of the range that is straighter, faster or longer than the flank of a day, in a process that has run for three hours; else info.';
