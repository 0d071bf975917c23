import type { ReactNode } from 'react'
import { fieldId } from '../../../../ui/forms/field-id.ts'
import { Checkbox, CheckboxGroup, Field as Wired, Select, TextArea, TextField } from '../../../../ui/forms/Field.tsx'
import type { Field, Fields } from '../../rules/fields/field.ts'
import { findingsAt } from '../../rules/findings.ts'
import type { SectionContent } from '../../rules/sections.ts'
import { FieldFindings } from '../Checklist.tsx'
import { CountedArea } from './CountedArea.tsx'
import { ListFields } from './ListFields.tsx'
import { Order, References } from './References.tsx'
import type { Setting } from './setting.ts'

interface Props {
  readonly fields: Fields
  readonly content: SectionContent
  readonly setting: Setting
  /** The name of what holds these fields, with a point at its end */
  readonly within?: string
}

/** The fields of a section as a form draws them. Their names are their places in the content. */
export function SectionFields({ fields, content, setting, within = '' }: Props) {
  return Object.entries(fields).map(([key, field]) => (
    <OneField key={key} field={field} name={`${within}${key}`} value={content[key]} setting={setting} />
  ))
}

interface OneProps {
  readonly field: Field
  readonly name: string
  readonly value: unknown
  readonly setting: Setting
}

const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
const asTexts = (value: unknown): string[] => (Array.isArray(value) ? value.map(asText) : [])
const asContent = (value: unknown): SectionContent =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SectionContent) : {}

function OneField({ field, name, value, setting }: OneProps) {
  const findings = findingsAt(setting.findings, name)
  const hint = joined(field.hint, findings.length === 0 ? null : <FieldFindings findings={findings} />)
  const { label, optional = false } = field
  switch (field.kind) {
    case 'line':
      return <TextField {...{ name, label, hint, optional }} defaultValue={asText(value)} autoComplete="off" />
    case 'text':
      return <CountedArea {...{ name, label, hint, optional }} words={field.words} rows={3} text={asText(value)} />
    case 'lines':
      return (
        <TextArea
          {...{ name, label, hint, optional }}
          rows={3}
          defaultValue={asTexts(value).join('\n')}
          autoComplete="off"
        />
      )
    case 'number':
      return (
        <TextField
          {...{ name, label: field.unit === undefined ? label : `${label} (${field.unit})`, hint, optional }}
          short
          type="number"
          step="any"
          defaultValue={asText(value)}
          autoComplete="off"
        />
      )
    case 'flag':
      return <Checkbox {...{ name, label, hint }} value="yes" defaultChecked={value === true} />
    case 'choice':
      return (
        <Select
          {...{ name, label, hint }}
          short
          options={field.options.map(([option, words]) => ({ value: option, label: words }))}
          defaultValue={asText(value)}
        />
      )
    case 'choices':
      return (
        <CheckboxGroup
          {...{ name, label, hint }}
          inline
          choices={field.options.map(([option, words]) => ({ value: option, label: words }))}
          defaultValues={asTexts(value)}
        />
      )
    case 'ref':
      return (
        <Select
          {...{ name, label, hint }}
          options={withOwn(setting.things[field.to], asText(value))}
          defaultValue={asText(value)}
        />
      )
    case 'refs':
      return (
        <References
          {...{ name, label, hint, optional }}
          to={field.to}
          chosen={asTexts(value)}
          shown={value !== undefined}
          setting={setting}
        />
      )
    case 'order':
      return <Order {...{ name, label, hint }} options={field.options} order={asTexts(value)} />
    case 'seen':
      return (
        <TextField
          {...{ name, label, hint }}
          short
          defaultValue={value === true ? 'yes' : value === false ? 'no' : asText(value)}
          autoComplete="off"
        />
      )
    case 'kept':
      return <input type="hidden" name={name} value={asText(value)} />
    case 'record':
      return <Record {...{ name, label, hint }} said={asContent(value)} setting={setting} />
    case 'group':
      return (
        <Group name={name} label={label} hint={hint} level={name.split('.').length} looks={looksOf(field.fields)}>
          <SectionFields fields={field.fields} content={asContent(value)} setting={setting} within={`${name}.`} />
        </Group>
      )
    case 'list':
      return (
        <ListFields {...{ name, label, hint, field }} items={Array.isArray(value) ? value.map(asContent) : []}>
          {(item, within) => <SectionFields fields={field.fields} content={item} setting={setting} within={within} />}
        </ListFields>
      )
  }
}

function joined(hint: ReactNode, more: ReactNode): ReactNode {
  if (more === null) return hint
  return (
    <>
      {hint} {more}
    </>
  )
}

/** A stack that was named and is gone stays to be seen. */
const withOwn = (options: Setting['things']['stack'], own: string) =>
  options.some(({ value }) => value === own)
    ? options
    : [{ value: own, label: own === '' ? 'Not chosen yet' : own }, ...options]

/** Figures stand in one line, and pairs of figures beside each other. */
function looksOf(fields: Fields): 'figures' | 'fields side' | 'fields' {
  const all = Object.values(fields)
  if (all.every(({ kind }) => kind === 'number')) return 'figures'
  return all.every((each) => each.kind === 'group' && looksOf(each.fields) === 'figures') ? 'fields side' : 'fields'
}

function Group({
  name,
  label,
  hint,
  level,
  looks,
  children,
}: {
  readonly name: string
  readonly label: string
  readonly hint: ReactNode
  readonly level: number
  readonly looks: 'figures' | 'fields side' | 'fields'
  readonly children: ReactNode
}) {
  return (
    <fieldset className={level === 1 && looks !== 'figures' ? 'field group' : 'field'} id={fieldId(name)} tabIndex={-1}>
      <legend>{label}</legend>
      {hint ? <span className="hint">{hint}</span> : null}
      <div className={looks}>{children}</div>
    </fieldset>
  )
}

/** A choice or a text for each name: of a score, the level of each criterion. */
function Record({
  name,
  label,
  hint,
  said,
  setting,
}: {
  readonly name: string
  readonly label: string
  readonly hint: ReactNode
  readonly said: SectionContent
  readonly setting: Setting
}) {
  const rows = setting.names['criteria'] ?? []
  const levels = setting.names['levels'] ?? []
  const known = rows.map(({ value }) => value)
  const others = Object.keys(said).filter((key) => !known.includes(key))
  return (
    <fieldset className="field" id={fieldId(name)} tabIndex={-1}>
      <legend>{label}</legend>
      {hint ? <span className="hint">{hint}</span> : null}
      <div className="fields side">
        {[...rows, ...others.map((value) => ({ value, label: `${value} (no criterion now)` }))].map((row) => (
          <Wired key={row.value} name={`${name}.${row.value}`} label={row.label}>
            {(wiring) => (
              <span className="select">
                <select {...wiring} name={`${name}.${row.value}`} defaultValue={asText(said[row.value])}>
                  <option value="">Not shown in it</option>
                  {withOwn(levels, asText(said[row.value]))
                    .filter(({ value }) => value !== '')
                    .map(({ value, label: words }) => (
                      <option key={value} value={value}>
                        {words}
                      </option>
                    ))}
                </select>
              </span>
            )}
          </Wired>
        ))}
      </div>
      {rows.length === 0 ? <span className="hint">Its criteria come from the rubric; there are none yet.</span> : null}
    </fieldset>
  )
}
