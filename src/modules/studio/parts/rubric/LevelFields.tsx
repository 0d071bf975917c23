import { Checkbox, TextField } from '../../../../ui/forms/Field.tsx'
import { itemId, type Path } from '../../rules/edits.ts'
import { findingsAt, type SectionFinding } from '../../rules/findings.ts'
import type { DraftLevel } from '../../rules/rubric.ts'
import { FieldFindings } from '../Checklist.tsx'
import { ItemButtons } from '../ItemButtons.tsx'

interface Props {
  readonly level: DraftLevel
  readonly path: Path
  readonly count: number
  readonly findings: readonly SectionFinding[]
}

/** One level of the rubric: its name, and whether it is the one that must be reached. */
export function LevelFields({ level, path, count, findings }: Props) {
  const at = path.join('.')
  const place = Number(path.at(-1)) + 1
  const name = level.name.trim() === '' ? `level ${place}` : level.name
  return (
    <fieldset className="leveleditor" id={itemId(path)} data-item={at} tabIndex={-1}>
      <legend className="unseen">{name}</legend>
      <input type="hidden" name={`${at}.id`} value={level.id} />
      <TextField name={`${at}.name`} label={`Level ${place}`} defaultValue={level.name} />
      <Checkbox name={`${at}.required`} value="yes" label="Must be reached" defaultChecked={level.required === true} />
      <ItemButtons path={path} count={count} called={name} />
      <FieldFindings findings={findingsAt(findings, at, { within: true })} />
    </fieldset>
  )
}
