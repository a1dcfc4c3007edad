/**
 * Median of the first `length` values, which are all finite and are reordered; NaN where there is none. Selection
 * instead of sorting (Hoare 1961, Algorithm 65: FIND): every finding asks for medians of whole runs.
 */
export function medianOfKnown(values: Float64Array, length = values.length): number {
  if (length === 0) {
    return NaN;
  }
  const upper = select(values, length, length >> 1);
  return length % 2 === 1 ? upper : (greatest(values, length >> 1) + upper) / 2;
}

/** The value that would be at index `k` if the first `length` were sorted; smaller ones are moved before it. */
function select(values: Float64Array, length: number, k: number): number {
  let low = 0;
  let high = length - 1;
  while (low < high) {
    const pivot = middleOf(values[low], values[(low + high) >> 1], values[high]);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) {
        left++;
      }
      while (values[right] > pivot) {
        right--;
      }
      if (left <= right) {
        const moved = values[left];
        values[left++] = values[right];
        values[right--] = moved;
      }
    }
    if (k <= right) {
      high = right;
    } else if (k >= left) {
      low = left;
    } else {
      break;
    }
  }
  return values[k];
}

/** Median of three values: a pivot that keeps sorted runs from being slow. */
const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));

/** Greatest of the first `end` values. */
function greatest(values: Float64Array, end: number): number {
  let most = values[0];
  for (let i = 1; i < end; i++) {
    most = values[i] > most ? values[i] : most;
  }
  return most;
}
