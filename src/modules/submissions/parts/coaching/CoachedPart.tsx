import { RubricView } from '../../../catalogue/parts/RubricView.tsx'
import type { Criterion, Level, PartKind } from '../../../catalogue/rules/content.ts'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { Paragraphs } from '../../../../ui/words/Paragraphs.tsx'
import { PART_NAMES } from '../../rules/missing-words.ts'
import { EvidenceList, type EvidenceView } from '../EvidenceList.tsx'

interface Props {
  readonly part: {
    readonly kind: PartKind
    readonly title: string
    readonly criteria: readonly Criterion[]
    readonly startAt: number
    readonly prompts: readonly {
      readonly id: string
      readonly text: string
      readonly locked: boolean
      readonly body: string
      readonly evidence: readonly EvidenceView[]
    }[]
  }
  readonly levels: readonly Level[]
  readonly pursuitId: string
  readonly who: string
  readonly timeZone: string
  /** What is written about a place so far */
  readonly textOf: (about: string) => string
  readonly errorOf: (about: string) => string | undefined
}

/** One part of a draft as a coach reads it: words and files left, the rubric beside them, room for comments at each. */
export function CoachedPart({ part, levels, pursuitId, who, timeZone, textOf, errorOf }: Props) {
  const comment = (about: string, label: string, unseen: string) => (
    <TextArea
      name={`about:${about}`}
      label={
        <>
          {label}
          <span className="unseen"> {unseen}</span>
        </>
      }
      optional
      error={errorOf(about)}
      defaultValue={textOf(about)}
      rows={2}
    />
  )
  return (
    <section className="oxford subject stackgap">
      <h2>
        {PART_NAMES[part.kind]}: {part.title}
      </h2>
      <div className="work no-steps">
        <div className="stackgap">
          {part.prompts.map(({ id, text, locked, body, evidence }) => (
            <section key={id} className="prompt stackgap ruled" aria-labelledby={`asks-${id}`}>
              <div>
                <p className="kicker">{locked ? `${id} · Met before, locked` : id}</p>
                <h3 id={`asks-${id}`}>{text}</h3>
              </div>
              {locked ? null : body.trim() === '' && evidence.length === 0 ? (
                <p className="soft">Nothing here yet.</p>
              ) : (
                <>
                  {body.trim() === '' ? null : (
                    <div className="written">
                      <Paragraphs text={body} />
                    </div>
                  )}
                  <EvidenceList pursuitId={pursuitId} evidence={evidence} timeZone={timeZone} editable={false} />
                </>
              )}
              {locked ? null : comment(`prompt:${id}`, `Your comment for ${who}`, `on ${id}`)}
            </section>
          ))}
        </div>
        <aside className="beside" aria-label={`Rubric for the ${part.kind}`}>
          <h3>What good looks like</h3>
          <p className="small soft">The same words that they and their assessor read.</p>
          <RubricView
            tall
            criteria={part.criteria}
            levels={levels}
            startAt={part.startAt}
            after={({ id, title }) => (
              <details open={textOf(`criterion:${id}`) !== ''}>
                <summary>
                  Say something about this<span className="unseen">: {title}</span>
                </summary>
                {comment(`criterion:${id}`, 'Your comment', `on “${title}”`)}
              </details>
            )}
          />
        </aside>
      </div>
    </section>
  )
}
