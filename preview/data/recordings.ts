import { type RangeResponse, type RangeSeries } from './prometheusFrames';

/** What the gallery shows of a recording. */
export interface Recording {
  name: string;
  story: string;
  namespace: string;
  /** ms */
  from: number;
  to: number;
  stepSeconds: number;
  /** Files with series that a panel may see. */
  files: RecordingFile[];
  goVersions: string[];
  findings: string[];
}

export type RecordingFile = 'container' | 'go' | 'go_memory_classes';

export async function fetchRecordings(): Promise<Recording[]> {
  const response = await fetch('/recordings/index.json');
  if (!response.ok) {
    throw new Error(`The list of recordings could not be read: ${response.statusText}`);
  }
  return response.json();
}

const files = new Map<string, Promise<RangeSeries[]>>();

async function fetchSeries(path: string): Promise<RangeSeries[]> {
  const response = await fetch(path);
  if (!response.ok) {
    throw new Error(`${path}: ${response.statusText}`);
  }
  const queries: Record<string, RangeResponse> = await response.json();
  return Object.values(queries).flatMap((answer) => answer.data?.result ?? []);
}

/** All series of one file, fetched once. */
export function fetchFile(recording: string, file: RecordingFile): Promise<RangeSeries[]> {
  const path = `/recordings/${recording}/${file}.json`;
  const series = files.get(path) ?? fetchSeries(path);
  files.set(path, series);
  series.catch(() => files.delete(path));
  return series;
}
