import { useCallback, useRef, useState } from 'react'
import { useAutosaver } from '../../../ui/saving/use-autosaver.ts'

type Draft = {
  pursuitId: string
  submissionId: string
  prompts: readonly { id: string; body: string; revision: number }[]
  savedAt: Date | null
}

/**
 * Saves the text areas of a page while somebody writes in them. They stay ordinary fields of an ordinary form: without
 * this they are sent by its button. `field` goes into the ref of each, `typed` says what stands in it now.
 */
export function useAutosave({ pursuitId, submissionId, prompts, savedAt }: Draft) {
  const [typed, setTyped] = useState<Record<string, string>>({})
  const fields = useRef(new Map<string, HTMLTextAreaElement>())

  const show = useCallback((texts: Record<string, string>) => {
    for (const [id, text] of Object.entries(texts)) {
      const field = fields.current.get(id)
      if (field !== undefined && field.value !== text) field.value = text
    }
    setTyped((before) => ({ ...before, ...texts }))
  }, [])

  const { view, write, leave, settle } = useAutosaver({
    name: `mintmark:${submissionId}`,
    texts: prompts,
    savedAt,
    address: (id) => `/pursuits/${pursuitId}/responses/${id}`,
    typed: (id) => fields.current.get(id)?.value,
    show,
  })

  return {
    view,
    typed,
    field: (id: string) => (element: HTMLTextAreaElement | null) => {
      if (element === null) fields.current.delete(id)
      else fields.current.set(id, element)
    },
    write: (id: string, text: string) => {
      setTyped((before) => ({ ...before, [id]: text }))
      write(id, text)
    },
    leave,
    settle,
  }
}

export type Autosave = ReturnType<typeof useAutosave>
