import { PanelContextProvider, type PanelContext } from '@grafana/ui';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import React from 'react';

import { EventDetails } from './EventDetails';
import type { ChartEvent } from './events';

const event: ChartEvent = {
  from: 0,
  to: 0,
  color: 'blue',
  kind: 'Annotation',
  title: '',
  text: 'a deployment',
  tags: [],
  stored: { id: '7', dashboardUID: 'board' },
};

function show(onAnnotationDelete: PanelContext['onAnnotationDelete']) {
  const onDone = jest.fn();
  const context = { canDeleteAnnotations: () => true, onAnnotationDelete } as Partial<PanelContext> as PanelContext;
  render(
    <PanelContextProvider value={context}>
      <EventDetails event={event} timeZone="utc" pinned onDone={onDone} />
    </PanelContextProvider>
  );
  return onDone;
}

const clickDelete = () => fireEvent.click(screen.getByRole('button', { name: 'Delete' }));

describe('EventDetails', () => {
  it('goes away when the annotation is deleted', async () => {
    const remove = jest.fn().mockResolvedValue(undefined);
    const onDone = show(remove);
    clickDelete();
    expect(remove).toHaveBeenCalledWith('7');
    await waitFor(() => expect(onDone).toHaveBeenCalled());
  });

  it('says that an annotation is still there when Grafana refuses, and can be asked again', async () => {
    const onDone = show(() => Promise.reject(new Error('Access denied')));
    clickDelete();
    expect(await screen.findByText('The annotation was not deleted')).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Delete' })).toBeEnabled();
    expect(onDone).not.toHaveBeenCalled();
  });
});
