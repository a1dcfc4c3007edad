import React, { lazy, Suspense, type ComponentProps } from 'react';

const load = () => import('./CompositionTooltip');
const Loaded = lazy(() => load().then((module) => ({ default: module.CompositionTooltip })));

/** Asks for the tooltip's code ahead of the first hover, so that it shows without delay. */
export const preloadTooltip = (): void => {
  // Where it cannot be loaded, the hover that needs it says so.
  load().catch(() => undefined);
};

/** The panel draws before the code of its tooltip is there. */
export function LazyTooltip(props: ComponentProps<typeof Loaded>) {
  return (
    <Suspense fallback={null}>
      <Loaded {...props} />
    </Suspense>
  );
}
