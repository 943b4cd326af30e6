/** Words of the export panel. */

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const exportPanel = {
  title: 'Export', which: 'Which', accepted: (count: number) => `Accepted (${count})`, all: (count: number) => `All but refused (${count})`, selected: 'The selected one', none: 'Nothing to export here.',
  rated: (stars: number, count: number) => `${'★'.repeat(stars)}${stars < 5 ? ' and more' : ''} (${count})`, tagged: (tag: string, count: number) => `#${tag} (${count})`, ofShift: (n: number, count: number) => `Shift ${n} (${count})`,
  separate: 'One file each', combined: 'One film', share: 'Share page', needOne: 'Choose at least one of these, or a list below.',
  folder: 'Folder', folderDefault: 'Beside the video', choose: 'Choose…',

  look: 'Look', asFilmed: 'as filmed', portrait: 'Portrait 9:16', portraitShort: 'portrait', portraitHint: 'For phones; follows the player.', ring: 'Ring at his feet', ringShort: 'ring', freeze: 'Begin with a still and a ring', freezeShort: 'still opening',
  strip: 'Name strip', stripShort: 'name strip', stripHint: 'Shown at the beginning, for example {player}; empty: none', speed: 'Speed', speeds: { 1: 'Normal', 0.5: 'Half', 0.25: 'Quarter' },

  length: 'Length and size', asFound: 'as found', before: 'Before each', after: 'After each', ownRolls: 'own rolls', longest: 'Longest clip', longestShort: (seconds: number) => `at most ${seconds} s`, whenLonger: 'The rest', cutOff: 'Left out', split: 'More clips',
  any: 'any', allOfThem: 'all', reel: 'Reel of the best', reelShort: (time: string) => `reel of ${time}`, reelHint: 'Picks by stars, then by what you accepted, then by how sure it is.',
  underFilm: 'Film at most', underEach: 'Each file at most', underShort: (megabytes: number) => `at most ${megabytes} MB`, height: 'Height', source: 'Source',

  lists: 'Lists for other programs', noLists: 'none', importList: 'Import…', importHint: 'LosslessCut or Sportscode lists become segments.', imported: (count: number) => `${plural(count, 'segment', 'segments')} added. Undo takes them back.`,
  formats: { csv: 'CSV', json: 'JSON', youtube: 'YouTube', edl: 'EDL', fcpxml: 'FCPXML', otio: 'OTIO', sportscode: 'Sportscode XML', webvtt: 'WebVTT', mot: 'MOT boxes' },
  formatHints: {
    csv: 'A table for spreadsheets', json: 'For scripts', youtube: 'Text for the description of an uploaded video', edl: 'CMX3600, for any editing program', fcpxml: 'Final Cut Pro, DaVinci Resolve', otio: 'OpenTimelineIO',
    sportscode: 'Timeline XML of Sportscode and its kin', webvtt: 'Cues for web players', mot: 'Every person\'s box in every analysed frame',
  },

  files2: 'Cutting and names', how: 'Cutting', modes: { exact: 'Exact', smart: 'Smart', copy: 'Copy' },
  modeHints: { exact: 'Every clip begins and ends on the very frame. Re-encodes.', smart: 'Exact, re-encodes only around the edges.', copy: 'Fastest, loses nothing; starts at the keyframe before, so up to some seconds early.' },
  exactNeeded: 'A changed look, size or height needs exact cutting.', format: 'Format', audio: 'Sound', audios: { all: 'All tracks', first: 'First', none: 'None' },
  encoder: 'Encoder', encoders: { software: 'Processor', hardware: 'Graphics' }, encoderHints: { software: 'x264: slower, best for its size', hardware: 'Tried on this computer; where none works, x264 is taken' }, hardwareShort: 'graphics card',
  name: 'File names', nameHint: '{n} {player} {number} {start} {end} {length} {stars} {tags} {game}', nameWrong: (word: string) => `{${word}} is not known.`, nameEmpty: 'A name is needed.',

  recipe: 'Recipe', recipeUsual: 'Usual settings', recipeOwn: 'Own settings', recipeSave: 'Keep…', recipeName: 'Name of the recipe', recipeKeep: 'Keep', recipeDelete: (name: string) => `Delete the recipe "${name}"`,

  start: (count: number) => `Export ${plural(count, 'clip', 'clips')}`, startLists: 'Write the lists', total: (time: string) => `${time} in all, rolls included`, about: (size: string) => `about ${size}`, neverReplaced: 'Existing files are never replaced.',
  running: 'Exporting', reveal: 'Show in folder', again: 'Again', drag: 'Drag it into another program', verified: 'verified', notVerified: 'not verified',
  states: { queued: 'Waiting', running: 'Cutting', done: 'Done', failed: 'Failed', cancelled: 'Cancelled' }, history: 'Exports of this game', files: (count: number) => plural(count, 'file', 'files'),
} as const;
