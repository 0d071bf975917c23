import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { useAutosaver } from '../../../ui/saving/use-autosaver.ts'
import { mergeSections } from '../rules/fields/merge.ts'
import { inOldOrder } from '../rules/fields/order.ts'
import { readForm, textOf, tidySection } from '../rules/fields/reading.ts'
import type { Section, SectionContent } from '../rules/sections.ts'

export type OpenSection = {
  draftId: string
  section: Section
  content: SectionContent
  revision: number
  savedAt: Date
  others: readonly string[]
}

const HEARTBEAT = 20_000

/** Where somebody was in a form that is drawn anew. */
type Place = { name: string; start: number | null; end: number | null }

function placeIn(form: HTMLFormElement | null): Place | null {
  const active = document.activeElement
  if (!(active instanceof HTMLTextAreaElement || active instanceof HTMLInputElement) || !form?.contains(active))
    return null
  const text = active instanceof HTMLTextAreaElement || active.type === 'text'
  return { name: active.name, start: text ? active.selectionStart : null, end: text ? active.selectionEnd : null }
}

function goBack(form: HTMLFormElement | null, { name, start, end }: Place): void {
  const field = form?.querySelector(`[name="${CSS.escape(name)}"]`)
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return
  field.focus({ preventScroll: true })
  if (start !== null) field.setSelectionRange(start, end)
}

/**
 * A section as it is written: its form is read whole after every key and saved as one text, and drawn anew when lists
 * change or another author's text comes in. `drawn.turn` is the key of what is drawn.
 */
export function useSection(
  form: RefObject<HTMLFormElement | null>,
  { draftId, section, content, revision, savedAt, others }: OpenSection,
) {
  const [drawn, setDrawn] = useState({ content, turn: 0 })
  const [typed, setTyped] = useState(content)
  const [present, setPresent] = useState(others)
  const back = useRef<Place | null>(null)

  const before = useRef(content)
  const read = useCallback((): SectionContent | null => {
    if (form.current === null) return null
    return inOldOrder(readForm(section, new FormData(form.current)).content, before.current)
  }, [form, section])

  const draw = useCallback((next: SectionContent) => {
    before.current = next
    setDrawn(({ turn }) => ({ content: next, turn: turn + 1 }))
    setTyped(next)
  }, [])

  useEffect(() => {
    if (back.current !== null) goBack(form.current, back.current)
    back.current = null
  }, [form, drawn])

  const contentOf = (text: string) => tidySection(section, JSON.parse(text)).content

  const saver = useAutosaver({
    name: `mintmark:${draftId}`,
    texts: [{ id: section, body: textOf(content), revision }],
    savedAt,
    address: (id) => `/studio/drafts/${draftId}/sections/${id}`,
    typed: (id) => {
      const now = id === section ? read() : null
      return now === null ? undefined : textOf(now)
    },
    merge: ({ base: was, mine, theirs }) => {
      const merged = mergeSections(contentOf(was), contentOf(mine), contentOf(theirs))
      return merged === null ? null : textOf(tidySection(section, merged).content)
    },
    show: (texts) => {
      const text = texts[section]
      if (text === undefined) return
      back.current = placeIn(form.current)
      draw(contentOf(text))
    },
  })
  const base = saver.view?.revisions[section] ?? revision
  const { hear } = saver

  useEffect(() => {
    const look = async () => {
      if (document.visibilityState === 'hidden') return
      const address = `/studio/drafts/${draftId}/sections/${section}/here?revision=${base}`
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }).catch(() => null)
      if (answer === null || !answer.ok) return
      const seen = (await answer.json()) as { others: string[]; revision: number; savedAt: string; body?: string }
      setPresent(seen.others)
      if (seen.body !== undefined)
        hear({ id: section, revision: seen.revision, body: seen.body, savedAt: seen.savedAt })
    }
    const timer = setInterval(() => void look(), HEARTBEAT)
    return () => clearInterval(timer)
  })

  const save = (next: SectionContent) => saver.write(section, textOf(next))

  return {
    drawn,
    /** What the form says now */
    typed,
    present,
    view: saver.view,
    revision: base,
    clash: saver.view?.clashes[section],
    read,
    write: (next: SectionContent) => {
      const { content: tidied } = tidySection(section, next)
      draw(tidied)
      save(tidied)
    },
    onInput: () => {
      const now = read()
      if (now === null) return
      setTyped(now)
      save(now)
    },
    leave: saver.leave,
    settle: (keep: 'mine' | 'theirs') => saver.settle(section, keep),
  }
}
