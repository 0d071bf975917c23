import { fieldId } from '../../../../ui/forms/field-id.ts'
import { Select, TextField } from '../../../../ui/forms/Field.tsx'
import { partKinds } from '../../../catalogue/rules/content.ts'
import { itemId, type Path } from '../../rules/edits.ts'
import { findingsAt, type SectionFinding } from '../../rules/findings.ts'
import { descriptorInWords, type DraftCriterion, type DraftLevel, type DraftPrompt } from '../../rules/rubric.ts'
import { FieldFindings, found } from '../Checklist.tsx'
import { ItemButtons } from '../ItemButtons.tsx'
import { Neighbours } from './Neighbours.tsx'

interface Props {
  readonly criterion: DraftCriterion
  readonly path: Path
  readonly count: number
  readonly levels: readonly DraftLevel[]
  readonly prompts: readonly DraftPrompt[]
  readonly findings: readonly SectionFinding[]
}

const PARTS = { product: 'Product', reflection: 'Reflection', application: 'Application' } as const

/** One criterion: what is asked, where it looks, and what each level looks like. */
export function CriterionCard({ criterion, path, count, levels, prompts, findings }: Props) {
  const at = path.join('.')
  const place = Number(path.at(-1)) + 1
  const title = criterion.title.trim() === '' ? 'A new criterion' : criterion.title
  const of = (field: string, within = false) => findingsAt(findings, `${at}.${field}`, { within })
  return (
    <section
      className="card stackgap"
      id={itemId(path)}
      data-item={at}
      tabIndex={-1}
      aria-labelledby={`${itemId(path)}-title`}
    >
      <div className="cardhead">
        <h3 id={`${itemId(path)}-title`}>
          {place}. {title}
        </h3>
        <ItemButtons path={path} count={count} called={title} />
      </div>
      <FieldFindings findings={findingsAt(findings, at)} />
      <input type="hidden" name={`${at}.id`} value={criterion.id} />
      <div className="fields side">
        <Select
          name={`${at}.part`}
          label="Part"
          options={partKinds.map((kind) => ({ value: kind, label: PARTS[kind] }))}
          defaultValue={criterion.part}
          hint={found(of('part'))}
        />
        <TextField name={`${at}.title`} label="Title" defaultValue={criterion.title} hint={found(of('title'))} />
      </div>
      <TextField
        name={`${at}.question`}
        label="The one question an assessor answers"
        defaultValue={criterion.question}
        hint={found(of('question'))}
      />
      <LookIn criterion={criterion} name={`${at}.look_in`} prompts={prompts} findings={of('look_in', true)} />
      <fieldset className="stackgap" id={fieldId(`${at}.levels`)} tabIndex={-1}>
        <legend className="unseen">What each level of “{title}” looks like</legend>
        <FieldFindings findings={of('levels')} />
        <div className="descriptors">
          {levels.map((level) => (
            <Descriptor
              key={level.id}
              level={level}
              name={`${at}.levels.${level.id}`}
              text={criterion.levels[level.id] ?? ''}
              findings={of(`levels.${level.id}`)}
            />
          ))}
        </div>
        <Neighbours levels={levels} descriptors={criterion.levels} />
      </fieldset>
    </section>
  )
}

interface LookInProps {
  readonly criterion: DraftCriterion
  readonly name: string
  readonly prompts: readonly DraftPrompt[]
  readonly findings: readonly SectionFinding[]
}

/** The prompts of all parts, since a reflection may look back at a product; one that is gone can be let go of here. */
function LookIn({ criterion: { look_in: chosen }, name, prompts, findings }: LookInProps) {
  const gone = chosen.filter((id) => !prompts.some((prompt) => prompt.id === id))
  const choices = [
    ...prompts.map(({ id, text }) => ({ id, says: shortened(text) })),
    ...[...new Set(gone)].map((id) => ({ id, says: 'is no prompt of this draft any more' })),
  ]
  return (
    <fieldset className="field" id={fieldId(name)} tabIndex={-1}>
      <legend>Scored from</legend>
      {choices.length === 0 ? <p className="hint">There is no prompt yet. Write the parts first.</p> : null}
      <div className="lookin">
        {choices.map(({ id, says }) => (
          <label key={id} className="choice small" htmlFor={`${fieldId(name)}-${id}`}>
            <input
              type="checkbox"
              id={`${fieldId(name)}-${id}`}
              name={name}
              value={id}
              defaultChecked={chosen.includes(id)}
            />
            <span>
              {id} <span className="soft">{says}</span>
            </span>
          </label>
        ))}
      </div>
      <FieldFindings findings={findings} />
    </fieldset>
  )
}

const shortened = (text: string): string => (text.length > 70 ? `${text.slice(0, 64).trimEnd()} …` : text)

interface DescriptorProps {
  readonly level: DraftLevel
  readonly name: string
  readonly text: string
  readonly findings: readonly SectionFinding[]
}

function Descriptor({ level, name, text, findings }: DescriptorProps) {
  const id = fieldId(name)
  const { words, wrong } = descriptorInWords(text)
  return (
    <div className={level.required === true ? 'field need' : 'field'}>
      <label htmlFor={id}>
        {level.name.trim() === '' ? 'Unnamed level' : level.name}
        {level.required === true ? <span className="soft"> (required)</span> : null}
      </label>
      <textarea id={id} name={name} rows={5} defaultValue={text} aria-describedby={`${id}-hint`} />
      <span id={`${id}-hint`} className="said">
        <span className={wrong ? 'wrong-text' : 'hint'}>{words}</span>
        <FieldFindings findings={findings} />
      </span>
    </div>
  )
}
