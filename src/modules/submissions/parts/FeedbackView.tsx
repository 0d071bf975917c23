import { Paragraphs } from '../../../ui/words/Paragraphs.tsx'
import { EvidenceList, type EvidenceView } from './EvidenceList.tsx'

interface Decided {
  readonly id: string
  readonly number: number
  readonly met: boolean
  readonly criterion: string
  readonly level: string
  readonly comment: string
  /** The descriptor of the required level */
  readonly asks: string
  readonly beside: readonly {
    readonly promptId: string
    readonly part: string
    readonly text: string
    readonly body: string
    readonly evidence: readonly EvidenceView[]
  }[]
}

interface Props {
  readonly pursuitId: string
  readonly criteria: readonly Decided[]
  readonly timeZone: string
}

/** What was decided on each criterion, beside the words and files that it speaks of. */
export function FeedbackView({ pursuitId, criteria, timeZone }: Props) {
  return criteria.map((decided) => (
    <section className="feedback ruled" key={decided.id} aria-labelledby={`decided-${decided.id}`}>
      <div className="stackgap">
        <div>
          <p className="kicker">{decided.met ? `Met: ${decided.level}` : `To work on: ${decided.level}`}</p>
          <h3 id={`decided-${decided.id}`}>
            {decided.number}. {decided.criterion}
          </h3>
        </div>
        {decided.comment === '' ? (
          <p className="soft">Your assessor wrote nothing more here.</p>
        ) : (
          <div className="note">
            <Paragraphs text={decided.comment} />
          </div>
        )}
        {decided.met ? null : (
          <p className="small">
            <b>What is asked for:</b> {decided.asks}
          </p>
        )}
      </div>
      <div className="stackgap">
        {decided.beside.map(({ promptId, part, text, body, evidence }) => (
          <details key={promptId} open={!decided.met}>
            <summary>
              Your words under {promptId}, {part.toLowerCase()}
            </summary>
            <div className="stackgap written">
              <p className="soft small">{text}</p>
              {body.trim() === '' ? <p className="soft">No words here.</p> : <Paragraphs text={body} />}
              <EvidenceList pursuitId={pursuitId} evidence={evidence} timeZone={timeZone} editable={false} />
            </div>
          </details>
        ))}
      </div>
    </section>
  ))
}
