/** Observation files + tracks.arrow → Game, kept in this process until the files change. */
import { readFile, stat } from 'node:fs/promises';
import { AppError } from '../../src-shared/app-error.ts';
import { decodeObservations, decodeTracks } from '../../src-shared/observation-file.ts';
import { assembleGame } from '../game/assemble-game.ts';
import type { Game } from '../game/game.ts';
import { joinChunks } from '../game/join-chunks.ts';

export interface GameFiles { observationFiles: string[]; tracksFile: string }

/** Games kept in memory; an hour is about 50 MB. */
const KEPT = 4;
const loaded = new Map<string, { fingerprint: string; game: Promise<Game> }>();

/** @throws AppError `artifact-missing` or `artifact-damaged` naming the file. */
export async function loadGame(files: GameFiles, signal?: AbortSignal): Promise<Game> {
  const fingerprint = await fingerprintOf([...files.observationFiles, files.tracksFile]);
  const kept = loaded.get(files.tracksFile);
  if (kept?.fingerprint === fingerprint) return kept.game;
  const game = readGame(files, signal);
  loaded.delete(files.tracksFile);
  loaded.set(files.tracksFile, { fingerprint, game });
  game.catch(() => { if (loaded.get(files.tracksFile)?.game === game) loaded.delete(files.tracksFile); });
  for (const oldest of loaded.keys()) { if (loaded.size <= KEPT) break; loaded.delete(oldest); }
  return game;
}

async function readGame(files: GameFiles, signal: AbortSignal | undefined): Promise<Game> {
  const chunks = [];
  for (const file of files.observationFiles) {
    signal?.throwIfAborted();
    chunks.push(decodeObservations(await read(file), file));
  }
  const map = decodeTracks(await read(files.tracksFile), files.tracksFile);
  if (map.meta.chunkCount !== chunks.length) {
    throw new AppError('artifact-damaged', `${files.tracksFile} was made from ${map.meta.chunkCount} chunks, but there are ${chunks.length}`);
  }
  const joined = joinChunks(chunks);
  return assembleGame(joined, map, chunks[0]!.meta);
}

async function read(file: string): Promise<Uint8Array> {
  return readFile(file).catch((cause: unknown) => { throw missing(file, cause); });
}

async function fingerprintOf(files: readonly string[]): Promise<string> {
  const parts = await Promise.all(files.map(async (file) => {
    const { size, mtimeMs, ino } = await stat(file).catch((cause: unknown) => { throw missing(file, cause); });
    return `${file}:${size}:${mtimeMs}:${ino}`;
  }));
  return parts.join('|');
}

function missing(file: string, cause: unknown): AppError {
  return new AppError('artifact-missing', `cannot read ${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
}
