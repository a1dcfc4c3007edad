/** A function that is computed once for each object, and remembered for as long as that object lives. */
export function oncePer<Key extends object, T>(compute: (key: Key) => T): (key: Key) => T {
  const known = new WeakMap<Key, { value: T }>();
  return (key) => {
    let answer = known.get(key);
    if (!answer) {
      answer = { value: compute(key) };
      known.set(key, answer);
    }
    return answer.value;
  };
}

/** More texts than a fleet has of any kind: what is remembered of them must not grow without end. */
const mostTexts = 1000;

/** The same for each text, of which thousands of series share a few. */
export function oncePerText<T>(compute: (text: string) => T): (text: string) => T {
  const known = new Map<string, { value: T }>();
  return (text) => {
    let answer = known.get(text);
    if (!answer) {
      answer = { value: compute(text) };
      if (known.size >= mostTexts) {
        known.clear();
      }
      known.set(text, answer);
    }
    return answer.value;
  };
}

/** What is computed when it is first asked for. */
export function once<T>(compute: () => T): () => T {
  let known: { value: T } | null = null;
  return () => (known ??= { value: compute() }).value;
}
