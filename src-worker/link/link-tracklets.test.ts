import { describe, expect, it } from 'vitest';
import { joinChunks } from '../game/join-chunks.ts';
import { makeChunks, walking, type Scene } from '../game/testing/make-observations.ts';
import { linkTracklets } from './link-tracklets.ts';

const RED = '#b3131f';
const link = (scene: Scene): ReturnType<typeof linkTracklets> => {
  const chunks = makeChunks(scene);
  return linkTracklets(chunks, joinChunks(chunks));
};
const spans = (scene: Scene): number[][] => {
  const { tracks } = link(scene);
  return Array.from(tracks.start, (start, i) => [start, tracks.end[i]!].map((value) => Math.round(value * 10) / 10)).sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]!);
};

describe('linking', () => {
  const crowd = [{ seen: [[0, 29.9]] as [number, number][], at: walking(0.2), jersey: RED }, { seen: [[0, 25]] as [number, number][], at: walking(0.7), jersey: RED }];

  it('makes the same tracks of a game in one chunk and in three', () => {
    const scene: Scene = { seconds: 30, actors: crowd };
    expect(spans({ ...scene, chunkSeconds: 10 })).toEqual(spans(scene));
    expect(spans(scene)).toEqual([[0, 25], [0, 29.9]]);
  });

  it('counts each frame of the overlap once', () => {
    expect(Array.from(link({ seconds: 30, actors: crowd, chunkSeconds: 10 }).tracks.observedFrames).sort((a, b) => a - b)).toEqual([251, 300]);
  });

  it('does not depend on the order in which chunks are read', () => {
    const chunks = makeChunks({ seconds: 30, actors: crowd, chunkSeconds: 10 });
    expect(linkTracklets(chunks.toReversed(), joinChunks(chunks.toReversed()))).toEqual(linkTracklets(chunks, joinChunks(chunks)));
  });

  it('bridges a short gap when nobody else is near', () => {
    expect(spans({ seconds: 20, actors: [{ seen: [[0, 8], [8.6, 16]], at: walking(0.3), jersey: RED }, { seen: [[0, 19]], at: walking(0.8), jersey: RED }] })).toEqual([[0, 16], [0, 19]]);
  });

  it('bridges nothing over a cut', () => {
    expect(spans({ seconds: 20, cuts: [8], actors: [{ seen: [[0, 16]], at: walking(0.3), jersey: RED }] })).toEqual([[0, 7.9], [8, 16]]);
  });

  it('never joins two people who are there at the same time', () => {
    const { tracks } = link({ seconds: 20, actors: [{ seen: [[0, 10]], at: walking(0.3), jersey: RED }, { seen: [[5, 18]], at: walking(0.33), jersey: RED }] });
    expect(tracks.start).toHaveLength(2);
  });
});

describe('joining chunks', () => {
  it('names the chunk that is missing', () => {
    const chunks = makeChunks({ seconds: 30, actors: [], chunkSeconds: 10 });
    expect(() => joinChunks([chunks[0]!, chunks[2]!])).toThrow(/chunk 1 of the observations is missing/);
  });
});
