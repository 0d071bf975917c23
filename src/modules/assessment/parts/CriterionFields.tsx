import { Button } from '../../../ui/forms/Button.tsx'
import { fieldId } from '../../../ui/forms/field-id.ts'
import { Note } from '../../../ui/Note.tsx'
import type { SheetCriterion } from '../rules/sheet.ts'
import { LONGEST_COMMENT, SHORTEST_COMMENT } from '../rules/decision.ts'
import { controlName } from './control-name.ts'
import { type Clash, type Stored } from './use-scores.ts'

interface Props {
  readonly criterion: SheetCriterion
  /** What was saved, or what came back with a refusal */
  readonly said: Stored
  /** The revision the words in the form were made from */
  readonly revision: number
  /** Whether the chosen level asks for a comment */
  readonly commentNeeded: boolean
  readonly error: string | undefined
  readonly clash: Clash | undefined
  readonly onSettle: (clash: Clash, keep: 'mine' | 'theirs') => void
}

/** One criterion to score: its levels as radios, lowest first, with the words of the rubric; and its comment. */
export function CriterionFields({ criterion, said, revision, commentNeeded, error, clash, onSettle }: Props) {
  const { id, number, title, question, lookIn, levels } = criterion
  const level = controlName('level', id)
  const comment = controlName('comment', id)
  const hint = `${fieldId(comment)}-hint`
  return (
    <fieldset
      data-criterion={id}
      className="criterion"
      id={`criterion-${id}`}
      aria-describedby={error ? `${fieldId(level)}-error` : undefined}
    >
      <legend>
        <b>
          {number}. {title}
        </b>
      </legend>
      <p className="small">{question}</p>
      <p className="small soft">
        Scored from{' '}
        {lookIn.map((prompt, i) => (
          <span key={prompt}>
            {i > 0 ? ', ' : ''}
            <a href={`#prompt-${prompt}`}>{prompt}</a>
          </span>
        ))}
      </p>
      {error ? (
        <p className="wrong-text" id={`${fieldId(level)}-error`}>
          {error}
        </p>
      ) : null}
      <div className="levels tall">
        {levels.map(({ id: levelId, name, required, descriptor }, i) => (
          <label key={levelId} className={required ? 'level score need' : 'level score'}>
            <input
              type="radio"
              id={i === 0 ? fieldId(level) : undefined}
              name={level}
              value={levelId}
              defaultChecked={said.levelId === levelId}
            />
            <span>
              <b>
                {name}
                {required ? <span className="need-note"> (required)</span> : null}
              </b>
              {descriptor}
            </span>
            <kbd aria-hidden="true">{i + 1}</kbd>
          </label>
        ))}
      </div>
      <div className="field" data-wrong={error && commentNeeded ? '' : undefined}>
        <label htmlFor={fieldId(comment)}>
          Comment on criterion {number}
          <span className="soft">{commentNeeded ? ' (needed under the required level)' : ' (optional)'}</span>
        </label>
        <textarea
          id={fieldId(comment)}
          name={comment}
          rows={3}
          maxLength={LONGEST_COMMENT}
          defaultValue={said.comment}
          aria-describedby={hint}
          aria-required={commentNeeded || undefined}
        />
        <span className="hint" id={hint}>
          {commentNeeded
            ? `Name the evidence and one next step, in ${SHORTEST_COMMENT} characters or more. The educator reads this.`
            : 'The educator reads this beside the criterion.'}
        </span>
      </div>
      <input type="hidden" name={controlName('revision', id)} value={revision} />
      {clash ? (
        <Note tone="alert" title="Another tab saved this criterion meanwhile">
          <p>
            There: {levels.find((each) => each.id === clash.theirs.levelId)?.name ?? 'no level'}.{' '}
            {clash.theirs.comment === '' ? 'No comment.' : `“${clash.theirs.comment}”`} Yours is in the form above;
            nothing is overwritten until you choose.
          </p>
          <p className="actions">
            <Button type="button" variant="second" compact onClick={() => onSettle(clash, 'mine')}>
              Keep mine
            </Button>
            <Button type="button" variant="second" compact onClick={() => onSettle(clash, 'theirs')}>
              Take the other
            </Button>
          </p>
        </Note>
      ) : null}
    </fieldset>
  )
}
