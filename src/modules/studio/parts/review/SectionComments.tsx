import { fieldId } from '../../../../ui/forms/field-id.ts'
import { plural } from '../../../../ui/words/words.ts'
import type { SectionFinding } from '../../rules/findings.ts'

interface Props {
  readonly draftId: string
  readonly section: string
  readonly findings: readonly SectionFinding[]
}

/** What other authors say of a section, above its form: each leads to the field it speaks of, or to where it is answered. */
export function SectionComments({ draftId, section, findings }: Props) {
  const said = findings.filter(({ comment }) => comment !== undefined)
  const review = `/studio/drafts/${draftId}/review?at=${encodeURIComponent(`${section}|`)}#write`
  return said.length === 0 ? (
    <p className="small">
      <a href={review}>Comment on this section</a>
    </p>
  ) : (
    <details className="found-here" open>
      <summary>{plural(said.length, 'open comment')} on this section</summary>
      <ul className="found small">
        {said.map(({ field, reason, comment = '' }) => (
          <li key={comment}>
            {reason} {field === '' ? null : <a href={`#${fieldId(field)}`}>To the field</a>}{' '}
            <a href={comment}>Answer</a>
          </li>
        ))}
      </ul>
      <p className="small">
        <a href={review}>Comment on this section</a>
      </p>
    </details>
  )
}
