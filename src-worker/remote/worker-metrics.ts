/** The figures of one worker process for Prometheus. Who scrapes them and how processes are added up is worker-group's business. */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface WorkerMetrics {
  registry: Registry;
  chunk(outcome: 'new' | 'reused' | 'failed'): void;
  failure(code: string): void;
  seen(frames: number, videoSeconds: number, framesPerSecond: number): void;
  stage(stage: string, seconds: number): void;
  /** Totals so far. */
  traffic(totals: { received: number; sent: number }): void;
}

export function workerMetrics(): WorkerMetrics {
  const registry = new Registry();
  const registers = [registry];
  const chunks = new Counter({ name: 'shiftclipper_chunks_total', help: 'Chunks that this worker ended, by outcome.', labelNames: ['outcome'], registers });
  const failures = new Counter({ name: 'shiftclipper_failures_total', help: 'Work that failed, by error code.', labelNames: ['code'], registers });
  const frames = new Counter({ name: 'shiftclipper_frames_total', help: 'Frames analysed.', registers });
  const video = new Counter({ name: 'shiftclipper_video_seconds_total', help: 'Seconds of video observed.', registers });
  const fps = new Gauge({ name: 'shiftclipper_frames_per_second', help: 'Frames analysed a second over the last chunk of each process, added up.', registers });
  const stages = new Histogram({ name: 'shiftclipper_stage_seconds', help: 'Seconds of work by stage.', labelNames: ['stage'], buckets: [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320], registers });
  const bytes = new Counter({ name: 'shiftclipper_host_bytes_total', help: 'Bytes of video read from and observations sent to the host.', labelNames: ['direction'], registers });
  const told = { received: 0, sent: 0 };
  return {
    registry,
    chunk: (outcome) => chunks.inc({ outcome }),
    failure: (code) => failures.inc({ code }),
    seen: (count, videoSeconds, framesPerSecond) => { frames.inc(count); video.inc(videoSeconds); fps.set(framesPerSecond); },
    stage: (stage, seconds) => stages.observe({ stage }, seconds),
    traffic: (totals) => {
      for (const direction of ['received', 'sent'] as const) {
        bytes.inc({ direction }, totals[direction] - told[direction]);
        told[direction] = totals[direction];
      }
    },
  };
}
