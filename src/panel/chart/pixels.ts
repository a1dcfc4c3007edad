/** Pixels of the screen for each CSS pixel. */
export const pixelRatio = (): number => window.devicePixelRatio || 1;
