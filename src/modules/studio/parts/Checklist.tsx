import type { ReactNode } from 'react'
import { fieldId } from '../../../ui/forms/field-id.ts'
import { placeOf, standingInWords, type ChecklistItem, type SectionFinding } from '../rules/findings.ts'
import type { DraftKind } from '../rules/sections.ts'

interface Props {
  readonly items: readonly ChecklistItem[]
  readonly draftId: string
  readonly kind: DraftKind
  /** The level of the headings of its three groups */
  readonly heading?: 'h3' | 'h4'
}

const GROUPS = [
  ['not met', 'Not met yet'],
  ['look', 'For you to look at'],
  ['met', 'Met'],
] as const

/** The whole quality checklist of a draft: what is open first, each with why it matters and where to mend it. */
export function Checklist({ items, draftId, kind, heading: Heading = 'h3' }: Props) {
  return (
    <div className="stackgap">
      <p>
        <b>{standingInWords(items)}</b>
      </p>
      {GROUPS.map(([state, title]) => {
        const group = items
          .filter((item) => item.state === state)
          .toSorted((a, b) => Number(b.blocking) - Number(a.blocking))
        if (group.length === 0) return null
        const list = (
          <ul className="check quality">
            {group.map((item) => (
              <li key={item.id} className={item.state === 'met' ? 'yes' : 'no'}>
                <ItemView item={item} draftId={draftId} kind={kind} />
              </li>
            ))}
          </ul>
        )
        return state === 'met' ? (
          <details key={state}>
            <summary>
              {title}: {group.length} of {items.length}
            </summary>
            {list}
          </details>
        ) : (
          <section key={state} className="stackgap">
            <Heading>{title}</Heading>
            {list}
          </section>
        )
      })}
    </div>
  )
}

function ItemView({ item, draftId, kind }: { item: ChecklistItem; draftId: string; kind: DraftKind }) {
  const { title, why, advice, blocking, state, findings } = item
  return (
    <>
      <p>
        <b>{title}</b>
        {blocking && state === 'not met' ? <span className="must"> Needed to publish</span> : null}
      </p>
      <p className="small soft">{why}</p>
      {advice === undefined || state === 'met' ? null : <p className="small">{advice}</p>}
      {findings.length === 0 || state === 'met' ? null : (
        <ul className="found small">
          {findings.map(({ path, reason }) => (
            <li key={`${path.map(String).join('.')} ${reason}`}>
              <Found href={hrefOf(draftId, kind, path)} reason={reason} />
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

function Found({ href, reason }: { href: string | null; reason: string }) {
  return href === null ? reason : <a href={href}>{reason}</a>
}

function hrefOf(draftId: string, kind: DraftKind, path: readonly PropertyKey[]): string | null {
  const place = placeOf(kind, path)
  return place === null ? null : `/studio/drafts/${draftId}/edit/${place.section}#${fieldId(place.field)}`
}

/** What was found in one section, above its form. Each leads to the field it speaks of. */
export function SectionFindings({ findings: all }: { readonly findings: readonly SectionFinding[] }) {
  const findings = all.filter(({ comment }) => comment === undefined)
  if (findings.length === 0) return null
  return (
    <details className="found-here">
      <summary>
        The checklist has {findings.length === 1 ? 'one remark' : `${findings.length} remarks`} on this section
      </summary>
      <ul className="found small">
        {findings.map(({ field, reason, blocking }) => (
          <li key={`${field} ${reason}`}>
            <a href={`#${fieldId(field)}`}>{reason}</a>
            {blocking ? <span className="must"> Needed to publish</span> : null}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** What was found at one field, and what other authors say of it, beside it. */
export function FieldFindings({ findings }: { readonly findings: readonly SectionFinding[] }) {
  return findings.map(({ reason, blocking, look, comment }) => (
    <span key={`${comment ?? ''} ${reason}`} className={blocking && !look ? 'wrong-text' : 'hint'}>
      {comment === undefined ? (look ? 'To look at: ' : '') : 'Comment: '}
      {reason}
      {comment === undefined ? null : (
        <>
          {' '}
          <a href={comment}>Answer</a>
        </>
      )}
    </span>
  ))
}

/** The same as the hint of a field; nothing where nothing was found. */
export const found = (findings: readonly SectionFinding[]): ReactNode =>
  findings.length === 0 ? undefined : <FieldFindings findings={findings} />
