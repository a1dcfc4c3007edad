import { type DataQueryRequest, type DataSourceApi, LoadingState, type PanelData } from '@grafana/data';
import { toDataQueryError } from '@grafana/runtime';
import { type Observable, catchError, from, isObservable, map, of, startWith } from 'rxjs';

/** Grafana's core keeps its own unpublished: loading first, then the answer or the error. */
export function runRequest(
  datasource: DataSourceApi,
  request: DataQueryRequest,
  queryFunction?: typeof datasource.query
): Observable<PanelData> {
  const frame: PanelData = { state: LoadingState.Loading, series: [], request, timeRange: request.range };
  const answer = queryFunction ? queryFunction(request) : datasource.query(request);
  return (isObservable(answer) ? answer : from(answer)).pipe(
    map((response): PanelData => ({
      ...frame,
      state: response.state ?? (response.errors?.length ? LoadingState.Error : LoadingState.Done),
      series: response.data,
      errors: response.errors,
    })),
    catchError((error: unknown) =>
      of<PanelData>({ ...frame, state: LoadingState.Error, errors: [toDataQueryError(error)] })
    ),
    startWith(frame)
  );
}
