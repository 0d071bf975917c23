import { useCallback, useEffect, useRef, useState } from 'react'
import { Autosaver, type Answer, type LocalCopy, type News, type Sending, type View } from './autosaver.ts'

type Draft = {
  pursuitId: string
  submissionId: string
  prompts: readonly { id: string; body: string; revision: number }[]
  savedAt: Date | null
}

async function put(pursuitId: string, { promptId, keepalive, ...text }: Sending): Promise<Answer> {
  const body = JSON.stringify(text)
  try {
    const response = await fetch(`/pursuits/${pursuitId}/responses/${promptId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body,
      // Browsers refuse more than 64 KB on the way out; the copy on this device then stays for the next visit.
      keepalive: keepalive && body.length < 20_000,
    })
    if (response.status === 401) return { kind: 'signed_out' }
    if (response.ok) return { kind: 'saved', ...((await response.json()) as { revision: number; savedAt: string }) }
    if (response.status === 409)
      return { kind: 'newer', ...((await response.json()) as Omit<Extract<Answer, { kind: 'newer' }>, 'kind'>) }
    return response.status < 500 ? { kind: 'refused', reason: String(response.status) } : { kind: 'unreachable' }
  } catch {
    return { kind: 'unreachable' }
  }
}

/** Private windows and full disks refuse to keep anything; then only the server does. */
const storage = {
  read(key: string): LocalCopy | null {
    try {
      return JSON.parse(localStorage.getItem(key) ?? 'null') as LocalCopy | null
    } catch {
      return null
    }
  },
  write(key: string, copy: LocalCopy | null): void {
    try {
      if (copy === null) localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify(copy))
    } catch {
      return
    }
  },
}

/**
 * Saves the text areas of a page while somebody writes in them. They stay ordinary fields of an ordinary form: without
 * this they are sent by its button. `field` goes into the ref of each, `typed` says what stands in it now.
 */
export function useAutosave({ pursuitId, submissionId, prompts, savedAt }: Draft) {
  const [initial] = useState({ prompts, savedAt })
  const [view, setView] = useState<View | null>(null)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const fields = useRef(new Map<string, HTMLTextAreaElement>())
  const saver = useRef<Autosaver | null>(null)

  const show = useCallback((texts: Record<string, string>) => {
    for (const [id, text] of Object.entries(texts)) {
      const field = fields.current.get(id)
      if (field !== undefined && field.value !== text) field.value = text
    }
    setTyped((before) => ({ ...before, ...texts }))
  }, [])

  useEffect(() => {
    const name = `mintmark:${submissionId}`
    const channel = new BroadcastChannel(name)
    const made = new Autosaver(
      initial.prompts,
      initial.savedAt === null ? null : initial.savedAt.getTime(),
      {
        send: (text) => put(pursuitId, text),
        later: (work, milliseconds) => {
          const timer = setTimeout(work, milliseconds)
          return () => clearTimeout(timer)
        },
        now: () => Date.now(),
        keep: (id, copy) => storage.write(`${name}:${id}`, copy),
        kept: (id) => storage.read(`${name}:${id}`),
        tell: (news) => channel.postMessage(news),
      },
      setView,
    )
    saver.current = made
    channel.onmessage = ({ data }: MessageEvent<News>) => {
      made.hear(data)
      const field = fields.current.get(data.promptId)
      if (field !== undefined && made.textOf(data.promptId) !== field.value)
        show({ [data.promptId]: made.textOf(data.promptId) })
    }
    const restored = made.restore()
    queueMicrotask(() => show(restored))
    // What was typed before this script ran counts too.
    for (const { id, body } of initial.prompts) {
      const field = fields.current.get(id)
      if (field !== undefined && restored[id] === undefined && field.value !== body) made.write(id, field.value)
    }
    const leave = () => {
      if (document.visibilityState === 'hidden') void made.flush(true)
    }
    const online = () => void made.flush()
    document.addEventListener('visibilitychange', leave)
    window.addEventListener('pagehide', leave)
    window.addEventListener('online', online)
    return () => {
      document.removeEventListener('visibilitychange', leave)
      window.removeEventListener('pagehide', leave)
      window.removeEventListener('online', online)
      void made.flush()
      channel.close()
      saver.current = null
    }
  }, [initial, pursuitId, submissionId, show])

  return {
    view,
    typed,
    field: (id: string) => (element: HTMLTextAreaElement | null) => {
      if (element === null) fields.current.delete(id)
      else fields.current.set(id, element)
    },
    write: (id: string, text: string) => {
      setTyped((before) => ({ ...before, [id]: text }))
      saver.current?.write(id, text)
    },
    leave: () => void saver.current?.flush(),
    settle: (id: string, keep: 'mine' | 'theirs') => {
      const text = saver.current?.settle(id, keep)
      if (text !== undefined) show({ [id]: text })
    },
  }
}

export type Autosave = ReturnType<typeof useAutosave>
