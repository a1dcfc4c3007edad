/** What is said of findings that repeat themselves. */
export const repeatHeadlines = {
  'repeats.headline': '{{count}} times, the last: {{headline}}',
} as const;

/** When they were. */
export const repeats = {
  'repeats.times': 'The same was seen {{count}} times, until {{times}}.',
  'repeats.time': '{{at}}',
} as const;
