/** File name endings taken for videos when a folder is dropped or a dialog filters. Whether a file is one, only probing tells. */
export const videoExtensions = ['mp4', 'm4v', 'mov', 'mkv', 'webm', 'avi', 'ts', 'mts', 'm2ts', 'mpg', 'mpeg', 'mxf', 'wmv'] as const;

export function looksLikeVideo(path: string): boolean {
  const ending = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
  return (videoExtensions as readonly string[]).includes(ending);
}
