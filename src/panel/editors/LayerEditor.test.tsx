import { StandardEditorContext, type StandardEditorsRegistryItem } from '@grafana/data';
import { fireEvent, render, screen } from '@testing-library/react';
import React from 'react';

import { layerTable } from '../../composition/layers';
import type { PanelOptions } from '../panelOptions';
import { LayerEditor } from './LayerEditor';
import { changeLayer } from './layerOptions';

const context: StandardEditorContext<PanelOptions> = { data: [] };
const item: StandardEditorsRegistryItem = { id: 'layers', name: 'Layers', editor: LayerEditor };

function renderEditor(value: PanelOptions['layers']) {
  const onChange = jest.fn();
  render(<LayerEditor value={value} onChange={onChange} context={context} item={item} />);
  return onChange;
}

describe('LayerEditor', () => {
  it('lists every layer from the top of the stack down', () => {
    renderEditor({});
    expect(screen.getAllByRole('textbox').map((input) => input.getAttribute('placeholder'))).toEqual(
      layerTable.map(({ label }) => label).reverse()
    );
  });

  it('names a layer', () => {
    const onChange = renderEditor({ kernel: { hidden: true } });
    const input = screen.getByRole('textbox', { name: 'Name of Kernel' });
    fireEvent.change(input, { target: { value: ' Slab ' } });
    fireEvent.blur(input);
    expect(onChange).toHaveBeenCalledWith({ kernel: { hidden: true, name: 'Slab' } });
  });

  it('hides a layer and shows it again', () => {
    expect(clickOn('Hide Kernel', {})).toEqual({ kernel: { hidden: true } });
    expect(clickOn('Show Off-heap', { 'off-heap': { hidden: true } })).toEqual({});
  });

  function clickOn(name: string, value: PanelOptions['layers']) {
    const onChange = renderEditor(value);
    fireEvent.click(screen.getByRole('button', { name }));
    return onChange.mock.lastCall[0];
  }
});

test('changeLayer keeps other layers and forgets what is as in the table', () => {
  const layers = { kernel: { name: 'Slab', color: 'red' }, stacks: { hidden: true } };
  expect(changeLayer(layers, 'kernel', { name: '' })).toEqual({ kernel: { color: 'red' }, stacks: { hidden: true } });
  expect(changeLayer(layers, 'stacks', { hidden: false })).toEqual({ kernel: { name: 'Slab', color: 'red' } });
});
