/** Where the plot lies in the chart, CSS pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Tells elements that lie over the canvas where the plot is, which is known only after drawing. */
export interface BoxStore {
  get: () => Box | null;
  set: (box: Box) => void;
  subscribe: (listener: () => void) => () => void;
}

export function boxStore(): BoxStore {
  let current: Box | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => current,
    set(box) {
      const same =
        current && (['left', 'top', 'width', 'height'] as const).every((side) => current?.[side] === box[side]);
      if (!same) {
        current = box;
        listeners.forEach((listener) => listener());
      }
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
