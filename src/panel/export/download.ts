/** Saves something as a file through the browser. Called only when the user clicks. */
export function download(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read the file when the click returns.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
