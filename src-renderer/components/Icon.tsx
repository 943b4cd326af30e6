/** The page's own line icons, 16 × 16, drawn in the colour of the words around them. */
import './Icon.css';

const paths = {
  add: 'M8 3v10M3 8h10',
  alert: 'M8 2.2 14.4 13.4H1.6zM8 6.5v3.2M8 11.6v.1',
  back: 'M10 3 5 8l5 5',
  ban: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM3.8 3.8l8.4 8.4',
  check: 'm3 8.5 3.2 3.2L13 4.8',
  chevronDown: 'm4 6 4 4 4-4',
  chevronRight: 'm6 4 4 4-4 4',
  clock: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 4.8V8l2.2 1.6',
  close: 'm4 4 8 8M12 4l-8 8',
  cursor: 'm3 2.5 9.5 4-4 1.6-1.6 4.1z',
  down: 'M8 3v10M4 9l4 4 4-4',
  edit: 'm3 13 .6-2.8L10.8 3 13 5.2l-7.2 7.2z',
  export: 'M8 10V2.5M5 5.2 8 2.3l3 2.9M3 9v4h10V9',
  eyedropper: 'm9.2 4.2 2.6 2.6M8.3 5.1 3.6 9.8 3 13l3.2-.6 4.7-4.7M10.2 5.8l1.9-1.9a1.3 1.3 0 0 0-1.9-1.9L8.3 3.9',
  film: 'M2.5 3h11v10h-11zM5.5 3v10M10.5 3v10M2.5 6.3h3M2.5 9.7h3M10.5 6.3h3M10.5 9.7h3',
  folder: 'M2 4h4l1.4 1.6H14V12.5H2z',
  grip: 'M6 4v.1M10 4v.1M6 8v.1M10 8v.1M6 12v.1M10 12v.1',
  help: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM6.2 6.4A1.8 1.8 0 1 1 8.4 8.2c-.3.1-.4.4-.4.8v.3M8 11.4v.1',
  info: 'M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7.3v3.6M8 5v.1',
  keyboard: 'M1.8 4h12.4v8H1.8zM4.2 6.6v.1M6.7 6.6v.1M9.3 6.6v.1M11.8 6.6v.1M5 9.5h6',
  link: 'M6.8 9.2 9.2 6.8M7.5 4.9l1.2-1.2a2.5 2.5 0 0 1 3.6 3.6L11 8.6M8.5 11.1l-1.2 1.2a2.5 2.5 0 0 1-3.6-3.6L5 7.4',
  magnet: 'M3 3v5a5 5 0 0 0 10 0V3h-3v5a2 2 0 0 1-4 0V3zM3 5.5h3M10 5.5h3',
  minus: 'M3 8h10',
  more: 'M3.5 8v.1M8 8v.1M12.5 8v.1',
  next: 'M4 3.5 9.5 8 4 12.5zM12 3.5v9',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M4.5 3 12.5 8l-8 5z',
  player: 'M8 2.2a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM4 13.8V10a4 4 0 0 1 8 0v3.8',
  players: 'M6 3a1.9 1.9 0 1 0 0 3.8A1.9 1.9 0 0 0 6 3zM2.2 13v-2.4a3.8 3.8 0 0 1 7.6 0V13M10.5 3.2a1.8 1.8 0 0 1 0 3.4M11.6 8.5a3.6 3.6 0 0 1 2.2 3V13',
  polygon: 'M4 3.5 12.5 5l-1 7.5-8-1.5z',
  previous: 'M12 3.5 6.5 8l5.5 4.5zM4 3.5v9',
  redo: 'M12.5 6.5H6a3.2 3.2 0 0 0 0 6.5h3M9.8 3.8l2.7 2.7-2.7 2.7',
  refresh: 'M13 8a5 5 0 1 1-1.5-3.6M13 2.5v2.6h-2.6',
  scissors: 'M4.2 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM11.8 10.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6zM5.2 10.5 11 2.2M10.8 10.5 5 2.2',
  search: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14',
  settings: 'M2 4.5h7M12 4.5h2M2 11.5h2M7 11.5h7M10.5 2.9a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2zM5.5 9.9a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2z',
  star: 'm8 2.2 1.8 3.7 4 .6-2.9 2.8.7 4L8 11.4l-3.6 1.9.7-4L2.2 6.5l4-.6z',
  stepBack: 'M10.5 4 6.5 8l4 4',
  stepForward: 'm5.5 4 4 4-4 4',
  target: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM8 6a2 2 0 1 0 0 4 2 2 0 0 0 0-4zM8 .8v3M8 12.2v3M.8 8h3M12.2 8h3',
  trash: 'M2.8 4.2h10.4M6 4.2V2.6h4v1.6M4.2 4.2l.6 9.2h6.4l.6-9.2M6.8 6.8v4M9.2 6.8v4',
  undo: 'M3.5 6.5H10a3.2 3.2 0 0 1 0 6.5H7M6.2 3.8 3.5 6.5l2.7 2.7',
  up: 'M8 13V3M4 7l4-4 4 4',
  zoomIn: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14M7 5v4M5 7h4',
  zoomOut: 'M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9zM10.3 10.3 14 14M5 7h4',
} as const;

export type IconName = keyof typeof paths;

/** Decoration unless `label` says what it means to someone who can not see it. */
export function Icon({ name, size = 16, label }: { name: IconName; size?: number; label?: string }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 16 16" {...(label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label })}>
      <path d={paths[name]} />
    </svg>
  );
}
