/** What identity hands to segments: stretches in which somebody was seen who is the target, or nearly was. */
import type { EndReason, EvidenceItem, StartReason } from '../../src-shared/domain/identity.ts';
import type { Crop, Rejected } from '../../src-shared/domain/segment.ts';

export interface PresencePiece {
  trackId: number;
  /** Row in shots. */
  shot: number;
  /** Presentation times of the frames in which he was seen, ascending, at least one. */
  times: number[];
  /** `target`, or why this presence is not reported. */
  verdict: 'target' | Rejected['why'];
  /** 0–1. */
  confidence: number;
  evidence: EvidenceItem[];
  /** Best first. */
  crops: Crop[];
  /** The reason when a segment starts, ends with this piece. */
  startReason: StartReason;
  endReason: EndReason;
}
