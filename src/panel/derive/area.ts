import type { Column } from './frames';
import type { ReadColumn } from './stack';

/**
 * Lower and upper edge of an area of some height on a floor. It begins and ends on the floor, at the next sample that
 * has one: two lines that cross do so between two samples.
 */
export function areaEdges(height: ReadColumn, floor: ReadColumn): { lower: Column; upper: Column } {
  const isOpen = (row: number): boolean => (height[row] ?? null) !== null;
  const lower = floor.map((value, row) => (isOpen(row) || isOpen(row - 1) || isOpen(row + 1) ? value : null));
  return { lower, upper: lower.map((value, row) => (value === null ? null : value + (height[row] ?? 0))) };
}
