/** The game as a row of parts, filled as they are watched. */
import type { Chunk } from '../../../src-shared/domain/video.ts';
import { formatTime } from '../../../src-shared/domain/time.ts';
import { useObservedChunks } from '../../stores/observed-chunks.ts';
import { texts } from '../../texts.ts';

export function ChunkStrip({ jobId, chunks, allDone }: { jobId: string; chunks: readonly Chunk[]; allDone: boolean }) {
  const observed = new Set(useObservedChunks(jobId, chunks.length));
  const words = texts.games.progress;
  const done = allDone ? chunks.length : observed.size;
  return (
    <div className="chunk-strip">
      <div className="chunk-cells" role="img" aria-label={`${words.chunkStrip}: ${words.chunks(done, chunks.length)}`}>
        {chunks.map((chunk) => (
          <span key={chunk.index} className={`chunk${allDone || observed.has(chunk.index) ? ' chunk-done' : ''}`} title={`${formatTime(chunk.start)}–${formatTime(chunk.end)} · ${allDone || observed.has(chunk.index) ? words.chunkDone : words.chunkWaiting}`} />
        ))}
      </div>
      <span className="soft tabular">{words.chunks(done, chunks.length)}</span>
    </div>
  );
}
