/** What speaks for and against, strongest first, each with a bar for its weight. */
import type { EvidenceItem } from '../../../src-shared/domain/identity.ts';
import { texts } from '../../texts.ts';

const words = texts.review;

/** Log-odds at which a bar is full: near certainty by itself. */
const fullLogOdds = 5;

export function EvidenceList({ evidence }: { evidence: readonly EvidenceItem[] }) {
  // Joined halves of one segment carry the same reasons twice.
  const unique = [...new Map(evidence.map((item) => [`${item.kind} ${item.note}`, item])).values()];
  const sorted = unique.toSorted((a, b) => Math.abs(b.logOdds) - Math.abs(a.logOdds));
  return (
    <section className="evidence">
      <h3>{words.evidence}</h3>
      {sorted.length === 0 ? <p className="soft">{words.noEvidence}</p> : null}
      <ul>
        {sorted.map((item) => (
          <li key={`${item.kind} ${item.note}`} className="evidence-item">
            <span className={`evidence-bar ${item.logOdds >= 0 ? 'evidence-for' : 'evidence-against'}`} role="img" aria-label={item.logOdds >= 0 ? words.speaksFor : words.speaksAgainst}>
              <span style={{ width: `${Math.min(1, Math.abs(item.logOdds) / fullLogOdds) * 100}%` }} />
            </span>
            <span><span className="evidence-kind">{words.evidenceKinds[item.kind]}</span> <span className="selectable">{item.note}</span></span>
          </li>
        ))}
      </ul>
    </section>
  );
}
