import { Note } from '../../../ui/Note.tsx'
import { day } from '../../../ui/words/dates.ts'

interface Props {
  readonly what: 'micro-credential' | 'stack' | 'badge'
  readonly retired: { readonly at: Date; readonly because: string }
}

const KEPT = {
  'micro-credential':
    'Nobody begins it any more. Who is at work on it may finish, and who has earned it keeps it: the credential stays valid.',
  stack:
    'It is no longer offered. Who earns all that it lists still earns it, and who has earned it keeps it: the credential stays valid.',
  badge:
    'It is no longer offered. Who earns all its stacks still earns it, and who has earned it keeps it: the credential stays valid.',
} as const

/** Says plainly that something is retired, why, and what that means for whom. */
export function RetiredNote({ what, retired: { at, because } }: Props) {
  return (
    <Note title={`This ${what} was retired on ${day(at, { timeZone: 'UTC' })}.`}>
      <p>{because}</p>
      <p>{KEPT[what]}</p>
    </Note>
  )
}
