/** What was measured, as one JSON object and as tables for people. Nothing is measured here. */
import type { AnswerSpeed } from './answer-speed.ts';
import type { AskedPlayer, Way } from './ask-players.ts';
import { ways } from './ask-players.ts';
import type { AssociationScore } from './association.ts';
import { pool, score, type PlayerCounts, type PlayerScore } from './metrics/named-player.ts';
import type { NumberScore } from './score-numbers.ts';
import type { CutScore } from './score-cuts.ts';

export interface SceneResult {
  name: string;
  /** Why it was not measured, null when it was. */
  skipped: string | null;
  players: AskedPlayer[];
  cuts: CutScore | null;
  numbers: NumberScore | null;
  association: AssociationScore[];
  /** Players asked with one thing left out, by what was left out. */
  ablations: Record<string, AskedPlayer[]>;
  observeSeconds: number;
  /** Lines for people: where each player's seconds went. Empty unless asked for. */
  explained: string[];
  speed: AnswerSpeed | null;
}

export interface Report {
  command: string;
  scenes: SceneResult[];
  /** MOT folders given by --detections. */
  detections: { name: string; scores: AssociationScore[] }[];
}

/** Plain JSON: per scene and player, per scene, over all scenes. Numbers are not rounded. */
export function toJson(report: Report): Record<string, unknown> {
  const scenes = report.scenes.filter((scene) => scene.skipped === null);
  return {
    command: report.command,
    scenes: Object.fromEntries(scenes.map((scene) => [scene.name, {
      players: Object.fromEntries(scene.players.map(({ player, click, answers }) => [player.number === '' ? `${player.team}-${player.id}` : `${player.team}-${player.number}`, {
        id: player.id, team: player.team, number: player.number, click,
        ...Object.fromEntries(ways.map((way) => [way, answers[way] === undefined ? null : { ...score(answers[way].counts), segments: answers[way].found }])),
      }])),
      pooled: pooledWays(scene.players),
      cuts: scene.cuts, numbers: scene.numbers, association: scene.association,
      ablations: Object.fromEntries(Object.entries(scene.ablations).map(([name, players]) => [name, pooledWays(players)])),
      observeSeconds: scene.observeSeconds, speed: scene.speed,
    }])),
    skipped: Object.fromEntries(report.scenes.filter((scene) => scene.skipped !== null).map((scene) => [scene.name, scene.skipped])),
    pooled: pooledWays(scenes.flatMap((scene) => scene.players)),
    detections: Object.fromEntries(report.detections.map(({ name, scores }) => [name, scores])),
  };
}

export function pooledWays(players: readonly AskedPlayer[]): Record<Way, PlayerScore | null> {
  return Object.fromEntries(ways.map((way) => {
    const counts = players.flatMap(({ answers }): PlayerCounts[] => (answers[way] === undefined ? [] : [answers[way].counts]));
    return [way, counts.length === 0 ? null : score(pool(counts))];
  })) as Record<Way, PlayerScore | null>;
}

const titles: Record<Way, string> = { numberAndClick: 'number + colour + 1 click', numberOnly: 'number + colour', clickOnly: '1 click + colour' };

/** Markdown. */
export function toText(report: Report): string {
  const parts = [`Measured by \`${report.command}\`.`];
  for (const scene of report.scenes) {
    parts.push(`## ${scene.name}`);
    if (scene.skipped !== null) parts.push(`Skipped: ${scene.skipped}.`);
    if (scene.players.length > 0) for (const way of ways) parts.push(...playerTable(scene.players, way));
    if (scene.cuts) parts.push(`Cuts: recall ${scene.cuts.recall.toFixed(2)}, missed ${list(scene.cuts.missed)}, false ${list(scene.cuts.false)}.`);
    if (scene.numbers) parts.push(numberTable(scene.numbers));
    if (scene.association.length > 0) parts.push('### Association on true boxes', associationTable(scene.association));
    if (Object.keys(scene.ablations).length > 0) parts.push('### Left out', ablationTable(scene));
    if (scene.speed) parts.push(`Processor time, ${scene.speed.minutes} minutes made of copies (${scene.speed.pieces} pieces, ${scene.speed.continuations} possible continuations), milliseconds: joined and linked ${scene.speed.joinAndLink.toFixed(0)}, prepared ${scene.speed.prepare.toFixed(0)}, asked by number ${scene.speed.byNumber.toFixed(0)}, with a click ${scene.speed.withClick.toFixed(0)}, with a "not him" more ${scene.speed.withNotHim.toFixed(0)}.`);
    if (scene.explained.length > 0) parts.push('### Where it is lost', scene.explained.join('\n'));
  }
  const players = report.scenes.flatMap((scene) => scene.players);
  if (report.scenes.filter((scene) => scene.players.length > 0).length > 1) {
    parts.push('## All scenes', table(['asked by', ...scoreHeads], Object.entries(pooledWays(players)).flatMap(([way, scored]) => (scored ? [[titles[way as Way], ...scoreCells(scored)]] : []))));
  }
  for (const { name, scores } of report.detections) parts.push(`## ${name} (association)`, associationTable(scores));
  return parts.join('\n\n');
}

const scoreHeads = ['precision', 'recall', 'F1', 'segment F1', 'edge median s', 'edge p90 s', 'false s', 'false min/h', 'first lock s'];

function scoreCells(scored: PlayerScore): string[] {
  return [share(scored.precision), share(scored.recall), share(scored.f1), share(scored.segmentF1), seconds(scored.edgeMedianSeconds), seconds(scored.edgeP90Seconds), scored.falseSeconds.toFixed(1), scored.falseMinutesPerHour.toFixed(2), seconds(scored.secondsToFirstLock)];
}

function playerTable(players: readonly AskedPlayer[], way: Way): string[] {
  const rows = players.flatMap(({ player, answers }) => (answers[way] ? [[`${player.team} ${player.number}`.trim(), ...scoreCells(score(answers[way].counts))]] : []));
  const pooled = pooledWays(players)[way];
  if (!pooled) return [];
  return [`### ${titles[way]}`, table(['player', ...scoreHeads], [...rows, ['**pooled**', ...scoreCells(pooled)]])];
}

function associationTable(scores: readonly AssociationScore[]): string {
  return table(['stride', 'boxes', 'of', 'identities', 'IDF1', 'HOTA', 'DetA', 'AssA', 'MOTA', 'purity', 'pieces a person'], scores.map((s) => [
    String(s.stride), s.boxes, s.of, s.against, share(s.idf1), share(s.hota), share(s.detA), share(s.assA), share(s.mota), share(s.purity), s.pieces.toFixed(1),
  ]));
}

function ablationTable(scene: SceneResult): string {
  const all = { 'nothing': scene.players, ...scene.ablations };
  return table(['without', 'asked by', ...scoreHeads], Object.entries(all).flatMap(([name, players]) => Object.entries(pooledWays(players)).flatMap(([way, scored]) => (scored ? [[name, titles[way as Way], ...scoreCells(scored)]] : []))));
}

function numberTable({ crops, answered, right, curve }: NumberScore): string {
  const lines = curve.map((point) => `| ${point.leastConfidence.toFixed(2)} | ${share(point.coverage)} | ${share(point.accuracy)} |`);
  return [`Number reader on ${crops} crops cut by truth inside readable spans: answered ${answered}, right ${right}, wrong ${answered - right}, abstained ${crops - answered}.`, '', '| confidence from | coverage | right |', '|---|---|---|', ...lines].join('\n');
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  return [heads, heads.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3));
const seconds = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
const list = (times: readonly number[]): string => (times.length === 0 ? 'none' : times.map((time) => `${time.toFixed(2)} s`).join(', '));
