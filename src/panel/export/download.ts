/** Hands text to the browser as a file; only ever on the user's click. */
export function download(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser has begun to read once the click is through.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
