import { useState, type ReactNode } from 'react'
import { TextArea } from '../../../../ui/forms/Field.tsx'
import { wordCount } from '../../../../ui/words/words.ts'
import type { Words } from '../../rules/fields/field.ts'

interface Props {
  readonly name: string
  readonly label: string
  readonly hint: ReactNode
  readonly optional: boolean
  readonly words: Words | undefined
  readonly rows: number
  readonly text: string
}

/** A text with its words counted where there is a limit, while somebody writes. */
export function CountedArea({ name, label, hint, optional, words, rows, text }: Props) {
  const [count, setCount] = useState(() => wordCount(text))
  const said = words === undefined ? null : <Count count={count} words={words} />
  return (
    <TextArea
      name={name}
      label={label}
      optional={optional}
      hint={
        said === null ? (
          hint
        ) : (
          <>
            {hint} {said}
          </>
        )
      }
      rows={rows}
      defaultValue={text}
      autoComplete="off"
      onInput={words === undefined ? undefined : ({ currentTarget }) => setCount(wordCount(currentTarget.value))}
    />
  )
}

function Count({ count, words: { min, max } }: { readonly count: number; readonly words: Words }) {
  const over = count - max
  const missing = min === undefined ? 0 : min - count
  const rest = over > 0 ? `: ${over} too many` : count > 0 && missing > 0 ? `: ${missing} to go` : ''
  return (
    <span className={over > 0 ? 'count over' : 'count'}>
      {count} of {max} words{rest}.
    </span>
  )
}
