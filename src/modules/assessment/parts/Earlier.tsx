import { Paragraphs } from '../../../ui/words/Paragraphs.tsx'
import { plural } from '../../../ui/words/words.ts'
import type { ReadPart, ReadPrompt } from '../rules/reading.ts'
import { attemptInWords } from '../rules/turnaround.ts'

interface Props {
  readonly attempt: number
  readonly parts: readonly ReadPart[]
  readonly asked: readonly { criterionId: string; number: number; title: string; level: string; comment: string }[]
  /** The attempt that is assessed now */
  readonly now: readonly ReadPart[]
}

const contents = ({ body, evidence }: ReadPrompt): string =>
  JSON.stringify([body, evidence.map(({ kind, url, bytes }) => [kind, url, bytes])])

function Side({ name, prompt }: { name: string; prompt: ReadPrompt }) {
  return (
    <div>
      <p className="small soft">{name}</p>
      <div className="reads">
        {prompt.body.trim() === '' ? <p className="soft">No words.</p> : <Paragraphs text={prompt.body} />}
        {prompt.evidence.length === 0 ? null : (
          <p className="small soft">{plural(prompt.evidence.length, 'item')} of evidence</p>
        )}
      </div>
    </div>
  )
}

/** An earlier attempt beside the one that is assessed: what its decision asked for, and what was written then and now. */
export function Earlier({ attempt, parts, asked, now }: Props) {
  const words = attemptInWords(attempt)
  const current = new Map(now.flatMap(({ prompts }) => prompts.map((prompt) => [prompt.id, prompt])))
  const changed = parts
    .flatMap(({ prompts }) => prompts)
    .flatMap((before) => {
      const after = current.get(before.id)
      return after === undefined || contents(before) === contents(after) ? [] : [{ before, after }]
    })
  return (
    <details>
      <summary>Show the {words} beside this one</summary>
      <div className="stackgap">
        {asked.length === 0 ? null : (
          <>
            <h4>What its decision asked for</h4>
            <ul className="stackgap">
              {asked.map(({ criterionId, number, title, level, comment }) => (
                <li key={criterionId}>
                  <b>
                    {number}. {title}
                  </b>
                  : {level}
                  <Paragraphs text={comment} />
                </li>
              ))}
            </ul>
          </>
        )}
        <h4>{changed.length === 0 ? 'Nothing that was handed in is different' : 'What is different'}</h4>
        {changed.map(({ before, after }) => (
          <div key={before.id} className="stackgap">
            <p className="soft small">
              <b>{before.id}</b> {before.text}
            </p>
            <div className="versus">
              <Side name={`In the ${words}`} prompt={before} />
              <Side name="Now" prompt={after} />
            </div>
          </div>
        ))}
      </div>
    </details>
  )
}
