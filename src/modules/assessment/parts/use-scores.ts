import { useCallback, useEffect, useRef, useState, type RefObject, type SubmitEvent } from 'react'
import { controlName } from './control-name.ts'

/** One criterion as it stands in the form or in the store. */
export type Words = { levelId: string | null; comment: string }
export type Stored = Words & { revision: number }

/** What the line above the work says about saving. */
export type Saving =
  | { kind: 'saved'; at: Date | null }
  | { kind: 'saving' }
  | { kind: 'trouble'; what: 'offline' | 'signed_out' | 'ended' | 'decided' | 'too_long' }

export type Clash = { criterionId: string; theirs: Stored }

type Given = {
  form: RefObject<HTMLFormElement | null>
  judgementId: string
  criteria: readonly string[]
  /** What the server has. */
  stored: ReadonlyMap<string, Stored>
  /** What the form begins with: the same, unless a refusal brought words back. */
  initial: ReadonlyMap<string, Words>
  initialClashes: readonly Clash[]
  savedAt: Date | null
  /** Until when the claim holds; every save moves it on. */
  until: Date
}

const PAUSE_MS = 900
const RETRY_MS = 5000

const same = (a: Words, b: Words): boolean => a.levelId === b.levelId && a.comment === b.comment

/** What the form says now; the form is the truth, so that words typed before the script came are kept too. */
function readForm(form: HTMLFormElement, criteria: readonly string[]): Map<string, Words> {
  const data = new FormData(form)
  const text = (name: string): string | null => {
    const value = data.get(name)
    return typeof value === 'string' ? value : null
  }
  return new Map(
    criteria.map((id) => [
      id,
      {
        levelId: text(controlName('level', id)),
        comment: (text(controlName('comment', id)) ?? '').replaceAll('\r\n', '\n'),
      },
    ]),
  )
}

/**
 * Saves a judgement while it is being made: a moment after the last change, criterion by criterion, again and again
 * while there is no connection. Another tab's words are never overwritten: they come back as a clash to choose about.
 */
export function useScores({
  form,
  judgementId,
  criteria,
  stored,
  initial,
  initialClashes,
  savedAt,
  until: firstUntil,
}: Given) {
  // They stay the same while the page is open; a new list at every drawing must not begin the saving anew.
  const names = useRef(criteria)
  const known = useRef(new Map(stored))
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const running = useRef<Promise<void> | null>(null)
  const over = useRef(false)
  const [words, setWords] = useState(initial)
  const [until, setUntil] = useState(firstUntil)
  const [revisions, setRevisions] = useState<ReadonlyMap<string, number>>(
    () => new Map([...stored].map(([id, { revision }]) => [id, revision])),
  )
  const [saving, setSaving] = useState<Saving>({ kind: 'saved', at: savedAt })
  const [clashes, setClashes] = useState(initialClashes)
  const clashing = useRef(new Set(initialClashes.map(({ criterionId }) => criterionId)))

  const unsaved = useCallback((): [string, Words][] => {
    if (form.current === null) return []
    return [...readForm(form.current, names.current)].filter(([id, now]) => {
      const before = known.current.get(id)
      return before !== undefined && !clashing.current.has(id) && !same(before, now)
    })
  }, [form])

  /** Sends one criterion; false when it has to be tried again. */
  const send = useCallback(
    async (criterionId: string, now: Words): Promise<boolean> => {
      const base = known.current.get(criterionId)?.revision ?? 0
      const answer = await fetch(`/judgements/${judgementId}/scores/${criterionId}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...now, baseRevision: base }),
      }).catch(() => null)
      if (answer?.status === 200) {
        const {
          revision,
          savedAt: at,
          expiresAt,
        } = (await answer.json()) as { revision: number; savedAt: string; expiresAt: string }
        setUntil(new Date(expiresAt))
        known.current.set(criterionId, { ...now, revision })
        setRevisions(new Map([...known.current].map(([id, score]) => [id, score.revision])))
        setSaving({ kind: 'saved', at: new Date(at) })
        return true
      }
      if (answer?.status === 409) {
        const { current } = (await answer.json()) as { current: Stored }
        clashing.current.add(criterionId)
        setClashes((before) => [
          ...before.filter((clash) => clash.criterionId !== criterionId),
          { criterionId, theirs: current },
        ])
        setSaving({ kind: 'saved', at: null })
        return true
      }
      if (answer?.status === 404) {
        const { reason } = (await answer.json()) as { reason: string }
        over.current = true
        setSaving({ kind: 'trouble', what: reason === 'decided' ? 'decided' : 'ended' })
        return false
      }
      const what = ({ 401: 'signed_out', 422: 'too_long' } as const)[answer?.status ?? 0] ?? 'offline'
      setSaving({ kind: 'trouble', what })
      return what === 'too_long'
    },
    [judgementId],
  )

  const later = useRef<(milliseconds: number) => void>(() => undefined)
  const flush = useCallback(async (): Promise<boolean> => {
    clearTimeout(timer.current)
    await running.current
    if (over.current) return false
    let clean = true
    running.current = (async () => {
      for (const [id, now] of unsaved()) {
        setSaving({ kind: 'saving' })
        if (await send(id, now)) continue
        clean = false
        break
      }
    })()
    await running.current
    running.current = null
    if (!clean && !over.current) later.current(RETRY_MS)
    return clean
  }, [send, unsaved])

  useEffect(() => {
    later.current = (milliseconds) => {
      clearTimeout(timer.current)
      timer.current = setTimeout(() => void flush(), milliseconds)
    }
  }, [flush])

  /** Call it on every change of the form. */
  const changed = useCallback(() => {
    if (form.current === null) return
    setWords(readForm(form.current, names.current))
    if (!over.current && unsaved().length > 0) later.current(PAUSE_MS)
  }, [form, unsaved])

  useEffect(() => {
    // What was typed before the script came.
    const first = setTimeout(changed, 0)
    const warn = (event: BeforeUnloadEvent) => {
      if (unsaved().length > 0 || running.current !== null) event.preventDefault()
    }
    const hide = () => void flush()
    window.addEventListener('beforeunload', warn)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(first)
      clearTimeout(timer.current)
      window.removeEventListener('beforeunload', warn)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [changed, flush, unsaved])

  /** Ends a clash: with the words of this page, or with those of the other tab, which the caller puts into the form. */
  const settle = useCallback(
    ({ criterionId, theirs }: Clash) => {
      known.current.set(criterionId, theirs)
      clashing.current.delete(criterionId)
      setRevisions(new Map([...known.current].map(([id, score]) => [id, score.revision])))
      setClashes((before) => before.filter((clash) => clash.criterionId !== criterionId))
      changed()
    },
    [changed],
  )

  /** For every form of the page: what is not saved yet is saved before the page is left. */
  const passing = useRef(false)
  const saveFirst = useCallback(
    (event: SubmitEvent<HTMLFormElement>) => {
      const { currentTarget } = event
      const { submitter } = event.nativeEvent as globalThis.SubmitEvent
      if (passing.current || over.current || (unsaved().length === 0 && running.current === null)) return
      event.preventDefault()
      void flush().then((clean) => {
        if (!clean && !over.current) return
        passing.current = true
        currentTarget.requestSubmit(submitter)
      })
    },
    [flush, unsaved],
  )

  return { words, revisions, saving, until, clashes, changed, settle, saveFirst }
}
