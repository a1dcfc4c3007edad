import {
  type FieldConfigPropertyItem,
  FieldType,
  ThresholdsMode,
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

type Process = FieldConfigPropertyItem['process'];
type Extra = Partial<FieldConfigPropertyItem>;

function property(
  id: string,
  name: string,
  editorId: string,
  process: Process,
  extra: Extra = {}
): FieldConfigPropertyItem {
  const { editor } = standardEditorsRegistry.get(editorId);
  return {
    id,
    path: id,
    name,
    editor,
    override: editor,
    process,
    shouldApply: () => true,
    category: ['Standard options'],
    getItemsCount: (value) => (Array.isArray(value) ? value.length : 0),
    ...extra,
  };
}

const numbersOnly: Extra = { shouldApply: (field) => field.type === FieldType.number };

/** The standard field options, with ids and processors as Grafana's core registers them. */
export function standardFieldProperties(): FieldConfigPropertyItem[] {
  return [
    property('unit', 'Unit', 'unit', unitOverrideProcessor, numbersOnly),
    property('min', 'Min', 'number', numberOverrideProcessor, numbersOnly),
    property('max', 'Max', 'number', numberOverrideProcessor, numbersOnly),
    property('fieldMinMax', 'Field min/max', 'boolean', booleanOverrideProcessor, numbersOnly),
    property('decimals', 'Decimals', 'number', numberOverrideProcessor, {
      ...numbersOnly,
      settings: { min: 0, max: 15 },
    }),
    property('displayName', 'Display name', 'text', displayNameOverrideProcessor),
    property('color', 'Color scheme', 'fieldColor', identityOverrideProcessor),
    property('noValue', 'No value', 'text', identityOverrideProcessor),
    property('thresholds', 'Thresholds', 'thresholds', thresholdsOverrideProcessor, {
      category: ['Thresholds'],
      defaultValue: {
        mode: ThresholdsMode.Absolute,
        steps: [
          { value: -Infinity, color: 'green' },
          { value: 80, color: 'red' },
        ],
      },
    }),
    property('mappings', 'Value mappings', 'mappings', valueMappingsOverrideProcessor, {
      category: ['Value mappings'],
    }),
    property('links', 'Data links', 'links', dataLinksOverrideProcessor, { category: ['Data links and actions'] }),
    property('actions', 'Actions', 'actions', identityOverrideProcessor, { category: ['Data links and actions'] }),
    property('filterable', 'Ad-hoc filterable', 'boolean', booleanOverrideProcessor, { hideFromDefaults: true }),
  ];
}
