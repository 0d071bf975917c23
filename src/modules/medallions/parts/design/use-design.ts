import { useCallback, useEffect, useRef, useState, type RefObject, type SubmitEvent } from 'react'
import { useAutosaver } from '../../../../ui/saving/use-autosaver.ts'
import type { MedallionContent } from '../../rules/content.ts'
import { applyEdit, readEdit, type Edit } from '../../rules/designing/edits.ts'
import { designText, orderedDesign, readDesign } from '../../rules/designing/form.ts'
import { mergeDrafts } from '../../rules/designing/merge.ts'
import { draftOf } from '../../rules/designing/reading.ts'

/** The one text of a draft that the autosaver keeps. */
const TEXT = 'content'

interface Given {
  readonly draftId: string
  readonly content: MedallionContent
  readonly revision: number
  readonly savedAt: Date
}

const contentOf = (text: string): MedallionContent => orderedDesign(draftOf(JSON.parse(text)))

/**
 * A draft as it is designed: the form is read whole after every key and tick and saved as one text. `lists.turn` is the
 * key of what is drawn anew when a list changes, `whole.turn` of everything, when somebody else's words come in.
 */
export function useDesign(form: RefObject<HTMLFormElement | null>, given: Given) {
  const [now, setNow] = useState(() => orderedDesign(given.content))
  const [turns, setTurns] = useState({ whole: 0, lists: 0 })
  const before = useRef(now)
  const wanted = useRef<(() => HTMLElement | null) | null>(null)
  /** What was written of a pick that was taken out, for whoever ticks it again. */
  const dropped = useRef(new Map<string, MedallionContent['picks'][number]>())

  const read = useCallback(
    (): MedallionContent | null =>
      form.current === null ? null : readDesign(new FormData(form.current), before.current),
    [form],
  )

  const draw = useCallback((next: MedallionContent, what: 'whole' | 'lists') => {
    for (const pick of before.current.picks) dropped.current.set(pick.micro_credential, pick)
    before.current = next
    setNow(next)
    setTurns(({ whole, lists }) => ({ whole: what === 'whole' ? whole + 1 : whole, lists: lists + 1 }))
  }, [])

  useEffect(() => {
    wanted.current?.()?.focus()
    wanted.current = null
  }, [turns])

  const saver = useAutosaver({
    name: `mintmark:design:${given.draftId}`,
    texts: [{ id: TEXT, body: designText(given.content), revision: given.revision }],
    savedAt: given.savedAt,
    address: () => `/design/${given.draftId}/content`,
    typed: () => {
      const said = read()
      return said === null ? undefined : designText(said)
    },
    merge: ({ base, mine, theirs }) => {
      const merged = mergeDrafts(contentOf(base), contentOf(mine), contentOf(theirs))
      return merged === null ? null : designText(merged)
    },
    show: (texts) => {
      const text = texts[TEXT]
      if (text === undefined) return
      const name = document.activeElement?.getAttribute('name') ?? ''
      wanted.current = () =>
        name === '' || name === 'pick' ? null : (form.current?.querySelector(`[name="${CSS.escape(name)}"]`) ?? null)
      draw(contentOf(text), 'whole')
    },
  })
  const save = (next: MedallionContent) => saver.write(TEXT, designText(next))

  const perform = (edit: Edit): void => {
    const said = read()
    if (said === null) return
    const after = orderedDesign(applyEdit(said, edit))
    const tick = form.current?.querySelector<HTMLInputElement>(`input[name=pick][value="${CSS.escape(edit.item)}"]`)
    if (edit.list === 'picks' && edit.kind === 'remove' && tick) tick.checked = false
    const button = (document.activeElement as HTMLButtonElement | null)?.value
    wanted.current = () => {
      const last = edit.kind === 'add' ? document.getElementById(`last-${edit.list}`) : null
      if (last !== null) return last.querySelector<HTMLElement>('input:not([type=hidden])')
      const same = form.current?.querySelector<HTMLElement>(`button[name=edit][value="${CSS.escape(button ?? '')}"]`)
      return same ?? document.getElementById(`list-${edit.list}`)
    }
    draw(after, 'lists')
    save(after)
  }

  return {
    /** What the form says now */
    content: now,
    turns,
    view: saver.view,
    revision: saver.view?.revisions[TEXT] ?? given.revision,
    clash: saver.view?.clashes[TEXT],
    leave: saver.leave,
    settle: (keep: 'mine' | 'theirs') => saver.settle(TEXT, keep),
    onInput: (): void => {
      const said = read()
      if (said === null) return
      const slugs = new Set(before.current.picks.map((pick) => pick.micro_credential))
      const changed = said.picks.length !== slugs.size || said.picks.some((pick) => !slugs.has(pick.micro_credential))
      if (!changed) {
        before.current = said
        setNow(said)
        save(said)
        return
      }
      const back = said.picks.map((pick) =>
        slugs.has(pick.micro_credential) ? pick : { ...pick, ...dropped.current.get(pick.micro_credential) },
      )
      const next = orderedDesign({ ...said, picks: back })
      draw(next, 'lists')
      save(next)
    },
    /** For the form's `onSubmit`: whether the button was an edit of a list, and nothing is left to send. */
    onSubmit: (event: SubmitEvent<HTMLFormElement>): void => {
      const { submitter } = event.nativeEvent as globalThis.SubmitEvent
      const edit =
        submitter instanceof HTMLButtonElement && submitter.name === 'edit' ? readEdit(submitter.value) : null
      if (edit === null) return
      event.preventDefault()
      perform(edit)
    },
  }
}
