/**
 * A reporter for node:test that prints one JSON object with the number of passed and failed tests. Suites and files
 * that hold tests do not count; a skipped test proves nothing, so it counts as failed.
 * @param {AsyncIterable<{type: string, data: {name: string, nesting: number, skip?: unknown, todo?: unknown,
 *   details?: {type?: string, error?: {failureType?: string}}}}>} source
 */
export default async function* countReporter(source) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') {
      continue;
    }
    const failedInside = data.details?.error?.failureType === 'subtestsFailed';
    const container = data.details?.type === 'suite' || failedInside;
    if (type === 'test:fail' && !failedInside) {
      failed += 1;
    } else if (!container && (data.skip !== undefined || data.todo !== undefined)) {
      failed += 1;
    } else if (!container) {
      passed += 1;
    }
  }
  yield JSON.stringify({ passed, failed });
}
