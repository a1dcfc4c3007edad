import { download } from './download';

/** The picture as a file. Fails where the browser cannot make one. */
const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture is too large'))), 'image/png')
  );

/**
 * Puts a picture on the clipboard, or saves it as a file where the clipboard takes none: on plain http, in browsers
 * that do not know pictures there, or where the user refused. Says which.
 */
export async function copyPicture(canvas: HTMLCanvasElement, fileName: string): Promise<'copied' | 'saved'> {
  const png = pngOf(canvas);
  try {
    // The promise goes in: some browsers allow writing only as long as the click lasts.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': png })]);
    return 'copied';
  } catch {
    download(fileName, 'image/png', await png);
    return 'saved';
  }
}
