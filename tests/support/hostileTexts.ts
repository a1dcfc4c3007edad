/** Texts that came into pages by way of labels, and what each of them tries. */
export const hostileTexts: Readonly<Record<string, string>> = {
  html: '<img src=x onerror="window.reachedPage=1">',
  script: '</script><script>window.reachedPage=1</script>',
  svg: '"><svg onload=window.reachedPage=1>',
  link: 'javascript:window.reachedPage=1',
  markdown: '[report](javascript:window.reachedPage=1)',
  'right to left': '\u202Etxt.exe\u202C',
  'zero width': 'web\u200B\u200D\uFEFF-0',
  template: '{{value}} ${__from} $namespace [[pod]] %s',
  prototype: '__proto__',
  quotes: 'a"b\\c`d\'e\n\u0000f',
  long: 'x'.repeat(100_000),
};
