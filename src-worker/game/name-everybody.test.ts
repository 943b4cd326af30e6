import { describe, expect, it } from 'vitest';
import { knowledgeOf } from './know-game.ts';
import { makeGame, walking, type Actor } from './testing/make-observations.ts';

const RED = '#b3131f';
const BLUE = '#1b4fa8';
const actor = (seen: Actor['seen'], x: number, jersey: string, reads: [number, number, string][]): Actor => ({ seen, at: walking(x), jersey, reads: reads.map(([from, to, text]) => ({ from, to, text })) });

/** Numbers found, by jersey's row in teams. */
function numbers(actors: Actor[]): string[] {
  return knowledgeOf(makeGame({ seconds: 40, actors }), 0.28).cast.members.map((member) => member.number).sort();
}

describe('naming everybody', () => {
  it('a digit lost from a team-mate\'s number is no number of its own', () => {
    const actors = [actor([[0, 30]], 0.1, RED, [[1, 6, '21'], [10, 12, '2'], [14, 16, '1']]), actor([[0, 30]], 0.7, BLUE, [[1, 6, '8']])];
    expect(numbers(actors)).toEqual(['21', '8']);
  });

  it('a digit read again and again, and never with another, is one', () => {
    const actors = [actor([[0, 30]], 0.1, RED, [[1, 6, '21']]), actor([[0, 30]], 0.5, RED, [[1, 12, '2']]), actor([[0, 30]], 0.8, BLUE, [[1, 6, '8']])];
    expect(numbers(actors)).toEqual(['2', '21', '8']);
  });

  it('one piece is shared out among people: never more than one of them is likely', () => {
    const actors = [actor([[0, 12], [13, 30]], 0.1, RED, [[1, 6, '21']]), actor([[0, 12], [13, 30]], 0.25, RED, [[1, 6, '4']]), actor([[0, 30]], 0.8, BLUE, [[1, 6, '8']])];
    const { graph, cast } = knowledgeOf(makeGame({ seconds: 40, actors }), 0.28);
    graph.pieces.forEach((_, i) => expect(cast.members.reduce((sum, member) => sum + member.probability[i]!, 0)).toBeLessThan(1.25));
  });
});
