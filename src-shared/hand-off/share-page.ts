/** The page of a share bundle: plays the clips beside it, in any browser, without a network. Pure text; the folder is another file's business. */
import { formatTime } from '../domain/time.ts';
import { escapeXml } from './xml-text.ts';

export interface SharedClip {
  /** Beside the page: `clips/Bears 01.mp4`. */
  file: string;
  label: string;
  note: string;
  seconds: number;
  /** When it was in the game; null for a film of several. */
  gameSeconds: number | null;
}

/** Everything the user wrote is escaped; scripts and styles are the page's own, and nothing is loaded from elsewhere. */
export function sharePage({ title, clips }: { title: string; clips: readonly SharedClip[] }): string {
  const items = clips.map(({ file, label, note, seconds, gameSeconds }, index) => {
    const facts = [...(gameSeconds === null ? [] : [`at ${formatTime(gameSeconds)}`]), formatTime(seconds)].join(' · ');
    return `<li><a href="${address(file)}" data-index="${index}"><b>${escapeXml(label)}</b><span>${facts}</span>${note === '' ? '' : `<i>${escapeXml(note)}</i>`}</a></li>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; media-src 'self' file:; style-src 'unsafe-inline'; script-src 'unsafe-inline'">
<title>${escapeXml(title)}</title>
<style>
:root { color-scheme: light dark; --line: #8884; }
body { margin: 0 auto; max-width: 1100px; padding: 16px; font: 15px/1.45 system-ui, sans-serif; }
h1 { font-size: 20px; margin: 0 0 12px; }
video { width: 100%; max-height: 70vh; background: #000; border-radius: 8px; }
ol { list-style: none; margin: 14px 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 8px; }
a { display: grid; gap: 2px; padding: 10px 12px; border: 1px solid var(--line); border-radius: 8px; color: inherit; text-decoration: none; }
a:hover, a:focus-visible { border-color: currentColor; }
a[aria-current] { outline: 2px solid #b3131f; }
span, i { font-size: 13px; opacity: .75; }
</style>
</head>
<body>
<h1>${escapeXml(title)}</h1>
<video controls playsinline preload="metadata"${clips[0] === undefined ? '' : ` src="${address(clips[0].file)}"`}></video>
<ol>
${items.join('\n')}
</ol>
<script>
const video = document.querySelector('video');
const links = [...document.querySelectorAll('a')];
let shown = 0;
const show = (index, play) => {
  shown = index;
  links.forEach((link, i) => i === index ? link.setAttribute('aria-current', 'true') : link.removeAttribute('aria-current'));
  if (video.getAttribute('src') !== links[index].getAttribute('href')) video.setAttribute('src', links[index].getAttribute('href'));
  if (play) video.play();
};
links.forEach((link, index) => link.addEventListener('click', (event) => { event.preventDefault(); show(index, true); }));
video.addEventListener('ended', () => { if (shown + 1 < links.length) show(shown + 1, true); });
if (links.length > 0) show(0, false);
</script>
</body>
</html>
`;
}

function address(file: string): string {
  return escapeXml(file.split('/').map(encodeURIComponent).join('/'));
}
