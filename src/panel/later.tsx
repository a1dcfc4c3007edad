import React, { lazy, Suspense, type ComponentType } from 'react';

/** A component whose code is loaded when it is first drawn. Until then nothing is in its place. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const Loaded = lazy(async () => {
    const Component = await load();
    return { default: ({ given }: { given: Props }) => <Component {...given} /> };
  });
  return function Later(props) {
    return (
      <Suspense fallback={null}>
        <Loaded given={props} />
      </Suspense>
    );
  };
}
