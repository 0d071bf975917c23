import { useEffect, useRef, useState, type KeyboardEvent, type RefObject, type SubmitEvent } from 'react'
import { editInWords } from '../rules/edit-words.ts'
import {
  applyEdit,
  editValue,
  itemId,
  placeAfter,
  readEdit,
  type Edit,
  type EditKind,
  type Path,
} from '../rules/edits.ts'
import type { SectionContent } from '../rules/sections.ts'

interface Given {
  readonly form: RefObject<HTMLFormElement | null>
  /** What the form says now; null when that cannot be read */
  readonly read: () => SectionContent | null
  /** Redraws the form with another content, and has it saved */
  readonly write: (next: SectionContent) => void
}

/** Where the focus goes once the page is redrawn: the first of these that there is. */
type Wanted = { readonly button?: string; readonly field?: string; readonly item: Path | null; readonly into: boolean }

const KEYS: Readonly<Record<string, EditKind>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  'Shift+ArrowDown': 'copy',
  Enter: 'add',
  'Shift+Delete': 'remove',
  'Shift+Backspace': 'remove',
}

/** The item of a list that an element stands in. Items carry their path, as edits write it. */
const itemAround = (element: Element | null): string | null =>
  element?.closest<HTMLElement>('[data-item]')?.dataset['item'] ?? null

/** What the focus should stay with: the same button or the same field of the item, wherever it has gone. */
function wantedAfter(before: SectionContent, edit: Edit, active: Element | null): Wanted {
  const at = placeAfter(before, edit)
  if (edit.kind === 'remove' || at === null) return { item: edit.path, into: false }
  if (edit.kind === 'add' || edit.kind === 'copy') return { item: at, into: true }
  const name = active?.getAttribute('name') ?? ''
  const old = `${edit.path.join('.')}.`
  if (active instanceof HTMLButtonElement)
    return { button: editValue({ kind: edit.kind, path: at }), item: at, into: false }
  return {
    ...(name.startsWith(old) ? { field: `${at.join('.')}.${name.slice(old.length)}` } : {}),
    item: at,
    into: false,
  }
}

function goTo(form: HTMLFormElement, { button, field, item, into }: Wanted): void {
  const named = (name: string, value?: string): HTMLElement | null =>
    form.querySelector(`[name="${CSS.escape(name)}"]${value === undefined ? '' : `[value="${CSS.escape(value)}"]`}`)
  const place = item === null ? null : document.getElementById(itemId(item))
  const before = item === null ? null : document.getElementById(itemId([...item.slice(0, -1), Number(item.at(-1)) - 1]))
  const first = into ? place?.querySelector<HTMLElement>('input:not([type=hidden]), textarea') : null
  const list = item === null ? null : named('edit', editValue({ kind: 'add', path: item.slice(0, -1) }))
  const target =
    (button === undefined ? null : named('edit', button)) ??
    (field === undefined ? null : named(field)) ??
    first ??
    place ??
    before ??
    list
  target?.focus()
  target?.scrollIntoView({ block: 'nearest' })
}

/**
 * The buttons and keys that add, remove, move and copy the items of a section's lists, without a way to the server. The
 * focus stays with what was moved, `said` tells what happened, and a removal can be undone. Without a script the same
 * buttons send the form.
 */
export function useEdits({ form, read, write }: Given) {
  const [said, setSaid] = useState('')
  const [removed, setRemoved] = useState<{ content: SectionContent; edit: Edit } | null>(null)
  const wanted = useRef<Wanted | null>(null)

  useEffect(() => {
    if (wanted.current === null || form.current === null) return
    goTo(form.current, wanted.current)
    wanted.current = null
  })

  // What is written after a removal would go with its undoing, so the offer ends there.
  useEffect(() => {
    const element = form.current
    if (removed === null || element === null) return undefined
    const end = () => setRemoved(null)
    element.addEventListener('input', end)
    return () => element.removeEventListener('input', end)
  }, [form, removed])

  const perform = (edit: Edit): void => {
    const before = read()
    if (before === null) return
    const after = applyEdit(before, edit)
    if (after === before) return
    wanted.current = wantedAfter(before, edit, document.activeElement)
    setSaid(editInWords(before, edit, after))
    setRemoved(edit.kind === 'remove' ? { content: before, edit } : null)
    write(after)
  }

  return {
    said,
    /** Redraws the form with one item more, and goes to it. */
    put: (content: SectionContent, at: Path, words: string): void => {
      wanted.current = { item: at, into: true }
      setSaid(words)
      setRemoved(null)
      write(content)
    },
    /** Null when the last edit took nothing away */
    undo:
      removed === null
        ? null
        : () => {
            wanted.current = { item: removed.edit.path, into: false }
            setSaid('It is back.')
            setRemoved(null)
            write(removed.content)
          },
    perform,
    /** For the form's `onSubmit`: whether the button was one of these, and nothing is left to send. */
    took: (event: SubmitEvent<HTMLFormElement>): boolean => {
      const { submitter } = event.nativeEvent as globalThis.SubmitEvent
      const edit =
        submitter instanceof HTMLButtonElement && submitter.name === 'edit' ? readEdit(submitter.value) : null
      if (edit === null) return false
      event.preventDefault()
      perform(edit)
      return true
    },
    /** For the form's `onKeyDown`. Only with Alt, so that nothing is taken from who writes. */
    onKeyDown: (event: KeyboardEvent<HTMLFormElement>): void => {
      if (!event.altKey || event.ctrlKey || event.metaKey) return
      const kind = KEYS[event.shiftKey ? `Shift+${event.key}` : event.key]
      const item = itemAround(event.target as Element)
      const edit = kind === undefined || item === null ? null : readEdit(`${kind}:${item}`)
      if (edit === null) return
      event.preventDefault()
      perform(edit)
    },
  }
}
