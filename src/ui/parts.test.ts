import { createElement, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { Button } from './forms/Button.tsx'
import { Day } from './words/Day.tsx'
import { ErrorSummary } from './forms/ErrorSummary.tsx'
import { Checkbox, CheckboxGroup, RadioGroup, Select, TextArea, TextField } from './forms/Field.tsx'
import { Hours } from './words/Hours.tsx'
import { Paragraphs } from './words/Paragraphs.tsx'
import { Table } from './Table.tsx'

const html = (element: ReactElement) => renderToStaticMarkup(element)
const tag = (markup: string, name: string) => new RegExp(`<${name}[ >][^>]*>?`).exec(markup)?.[0] ?? ''

describe('a field', () => {
  test('ties its label and hint to the control', () => {
    const markup = html(createElement(TextField, { name: 'goal', label: 'Your goal', hint: 'One sentence.' }))
    expect(markup).toContain('<label for="field-goal">Your goal')
    expect(tag(markup, 'input')).toContain('aria-describedby="field-goal-hint"')
    expect(tag(markup, 'input')).not.toContain('aria-invalid')
    expect(markup).toContain('id="field-goal-hint">One sentence.')
  })
  test('with an error says it in place of the hint and keeps the words', () => {
    const words = { name: 'why', label: 'Why', hint: 'Short.', error: 'Write one line.', defaultValue: 'Because <b>' }
    const markup = html(createElement(TextArea, words))
    expect(tag(markup, 'textarea')).toContain('aria-describedby="field-why-error" aria-invalid="true"')
    expect(markup).toContain('id="field-why-error">Write one line.')
    expect(markup).toContain('Because &lt;b&gt;</textarea>')
    expect(markup).not.toContain('Short.')
  })
  test('a name with brackets still makes an id a link can point at', () => {
    const markup = html(createElement(Checkbox, { name: 'answers[3]', label: 'Mine' }))
    expect(markup).toContain('id="field-answers-3-" type="checkbox" name="answers[3]"')
  })
  test('a choice is marked as chosen on the server', () => {
    const options = [{ label: 'Danielson', options: [{ value: '3d', label: '3d' }] }]
    expect(html(createElement(Select, { name: 'f', label: 'F', options, defaultValue: '3d' }))).toMatch(
      /<option value="3d" selected="">/,
    )
    const choices = [
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]
    const radios = html(createElement(RadioGroup, { name: 'r', label: 'R', choices, defaultValue: 'b' }))
    expect(radios.match(/<input[^>]*checked[^>]*>/g)).toEqual([expect.stringContaining('value="b"')])
    const ticks = html(createElement(CheckboxGroup, { name: 'c', label: 'C', choices, defaultValues: ['a', 'b'] }))
    expect(ticks.match(/<input[^>]*checked/g)).toHaveLength(2)
  })
})

test('a button that cannot act sends nothing without script, stays focusable and says why', () => {
  const markup = html(
    createElement(Button, { reason: 'One file is still uploading.', name: 'intent', value: 'submit' }, 'Submit'),
  )
  const button = tag(markup, 'button')
  expect(button).toContain('type="button"')
  expect(button).toContain('aria-disabled="true"')
  expect(button).not.toMatch(/ disabled|intent/)
  const reasonId = /aria-describedby="([^"]+)"/.exec(button)?.[1] ?? 'none'
  expect(markup).toContain(`id="${reasonId}">One file is still uploading.`)
  expect(tag(html(createElement(Button, null, 'Submit')), 'button')).toContain('type="submit"')
})

test('an error summary takes the focus on a page without script and links to each field', () => {
  const problems = [{ message: 'Write your goal', field: 'goal' }, { message: 'The service did not answer' }]
  const markup = html(createElement(ErrorSummary, { title: 'Not saved yet', kept: 'Your words are here.', problems }))
  expect(tag(markup, 'div')).toMatch(/role="alert".*tabindex="-1".*autofocus/i)
  expect(markup).toContain('<a href="#field-goal">Write your goal</a>')
  expect(markup).toContain('<li class="no">The service did not answer</li>')
  expect(html(createElement(ErrorSummary, { title: 't', kept: 'k', problems: [] }))).toBe('')
})

test('a table names its rows and says when there are none', () => {
  const columns = [
    { head: 'Educator', cell: (row: { name: string }) => row.name },
    { head: 'Hours', cell: () => '2 h', figures: true },
  ]
  const draw = (rows: { name: string }[]) =>
    html(
      createElement(() =>
        Table({ caption: 'Awards', columns, rows, rowKey: (row) => row.name, none: 'No awards yet.' }),
      ),
    )
  expect(draw([{ name: 'Amara Osei' }])).toContain('<th scope="row">Amara Osei</th><td class="figure">2 h</td>')
  expect(draw([])).toContain('<td colSpan="2">No awards yet.</td>')
})

test('what is short for the eye is spoken in full', () => {
  expect(html(createElement(Hours, { hours: 1.5 }))).toMatch(/aria-hidden="true">1½ h<.*class="unseen">1½ hours</)
  expect(html(createElement(Day, { at: '2026-11-26', as: 'by', timeZone: 'America/Chicago' }))).toBe(
    '<time dateTime="2026-11-26">by Thursday 26 November</time>',
  )
})

test('typed text is shown word for word and never as markup', () => {
  expect(html(createElement(Paragraphs, { text: '<i>One</i>\nline\n\nTwo' }))).toBe(
    '<p class="typed">&lt;i&gt;One&lt;/i&gt;\nline</p><p class="typed">Two</p>',
  )
})
