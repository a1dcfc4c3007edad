/**
 * What tells names apart: without the parts between slashes at either end that all of them share. The whole name where
 * nothing would be left, or where names are made of different numbers of parts.
 */
export function shortNames(names: readonly string[]): (name: string) => string {
  const all = names.map((name) => name.split('/'));
  const [first] = all;
  if (!first || all.length < 2 || all.some(({ length }) => length !== first.length)) {
    return (name) => name;
  }
  const same = (i: number) => all.every((parts) => parts[i] === first[i]);
  let from = 0;
  while (from < first.length - 1 && same(from)) {
    from++;
  }
  let to = first.length;
  while (to > from + 1 && same(to - 1)) {
    to--;
  }
  return (name) => name.split('/').slice(from, to).join('/');
}
