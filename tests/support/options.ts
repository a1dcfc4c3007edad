/** Options for a link to the preview: one workload is shown, however many there are. */
export const oneWorkload = JSON.stringify({ view: { mode: 'one' } });
