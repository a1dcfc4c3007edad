import type { InputField, InputFrame } from '../src/metrics/types';
import { isObject, isResponse, labelsOf, type Answer, type Json } from './prometheus';

/** What is wanted where nothing else can be read. */
export const wanted =
  "the JSON of the Prometheus API (/api/v1/query_range), bare or as {query: answer}, or of Grafana's query inspector";

const listOf = (x: unknown): unknown[] => (Array.isArray(x) ? x : []);
const isSeries = (x: unknown): boolean => isObject(x) && isObject(x.metric) && ('values' in x || 'value' in x);

/** Result of a range query without the envelope of the API. */
const bare = (result: readonly unknown[]): Answer[] => [
  { query: '', response: { status: 'success', data: { resultType: 'matrix', result } } },
];

/**
 * Answers in the forms that people have: of the Prometheus API, bare or by query, without its envelope (promtool), or
 * of Grafana (`/api/ds/query`, with or without what the query inspector puts around it, and the panel data that it
 * shows). Null where it is none of them.
 */
export function answersOfJson(content: unknown): Answer[] | null {
  if (isResponse(content)) {
    return [{ query: '', response: content }];
  }
  if (Array.isArray(content)) {
    return content.length > 0 && content.every(isSeries) ? bare(content) : ofFrames(content);
  }
  if (!isObject(content)) {
    return null;
  }
  if (Array.isArray(content.result) && typeof content.resultType === 'string') {
    return bare(content.result);
  }
  if (isObject(content.results)) {
    return ofFrames(Object.values(content.results).flatMap((one) => (isObject(one) ? listOf(one.frames) : [])));
  }
  if (isObject(content.response)) {
    return answersOfJson(content.response);
  }
  return Array.isArray(content.series) ? ofFrames(content.series) : null;
}

/** Lines as VictoriaMetrics exports them, `{"metric": {}, "values": [], "timestamps": []}`; null where they are not. */
export function answersOfLines(text: string): Answer[] | null {
  try {
    const lines: unknown[] = text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line));
    const result = lines.map((line) => {
      if (!isObject(line) || !isObject(line.metric) || !Array.isArray(line.timestamps)) {
        throw new Error('another form');
      }
      const values = listOf(line.values);
      return { metric: line.metric, values: line.timestamps.map((t, i) => [Number(t) / 1000, values[i]]) };
    });
    return result.length > 0 ? bare(result) : null;
  } catch {
    return null;
  }
}

function ofFrames(frames: readonly unknown[]): Answer[] | null {
  const read = frames.flatMap((one) => frameOf(one) ?? []);
  return read.length > 0 ? [{ query: '', response: null, frames: read }] : null;
}

const fieldTypes: readonly unknown[] = ['time', 'number', 'string', 'boolean', 'other'];

/** A data frame as Grafana sends it (`schema` beside `data.values`), or as a panel holds it (values in the fields). */
function frameOf(frame: unknown): InputFrame | null {
  if (!isObject(frame)) {
    return null;
  }
  const schema = isObject(frame.schema) ? frame.schema : frame;
  const columns = isObject(frame.data) ? listOf(frame.data.values) : null;
  const fields = listOf(schema.fields).flatMap((field, k): InputField[] => {
    const values = columns ? columns[k] : isObject(field) ? field.values : null;
    const type = isObject(field) && fieldTypes.includes(field.type) ? field.type : null;
    return isObject(field) && typeof field.name === 'string' && type !== null && Array.isArray(values)
      ? [
          {
            name: field.name,
            type: type === 'time' || type === 'number' || type === 'string' ? type : 'other',
            values,
            labels: isObject(field.labels) ? labelsOf(field.labels) : undefined,
            config: isObject(field.config) ? { ...pickConfig(field.config) } : {},
          },
        ]
      : [];
  });
  const meta = isObject(schema.meta) ? schema.meta.executedQueryString : undefined;
  return fields.length === 0
    ? null
    : {
        refId: typeof schema.refId === 'string' ? schema.refId : undefined,
        name: typeof schema.name === 'string' ? schema.name : undefined,
        meta: typeof meta === 'string' ? { executedQueryString: meta } : undefined,
        fields,
      };
}

const pickConfig = ({ displayNameFromDS, interval }: Json): InputField['config'] => ({
  ...(typeof displayNameFromDS === 'string' && { displayNameFromDS }),
  ...(typeof interval === 'number' && { interval }),
});
