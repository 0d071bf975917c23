import { useEffect, useRef, useState } from 'react'
import { Autosaver, type Answer, type LocalCopy, type News, type Sending, type View } from './autosaver.ts'

interface Given {
  /** What is written on here, unlike anything else on this device: names the local copies and the tabs that share them */
  readonly name: string
  readonly texts: readonly { readonly id: string; readonly body: string; readonly revision: number }[]
  readonly savedAt: Date | null
  /** Where the text of a place is sent */
  readonly address: (id: string) => string
  /** What stands in a place of the page now; undefined where it shows none */
  readonly typed: (id: string) => string | undefined
  /** See Surroundings.merge; what it returns is shown */
  readonly merge?: (texts: { base: string; mine: string; theirs: string }) => string | null
  /** Draws texts that came from this device or from another place */
  readonly show: (texts: Record<string, string>) => void
}

async function put(address: string, { body: text, baseRevision, settles, keepalive }: Sending): Promise<Answer> {
  const body = JSON.stringify({ body: text, baseRevision, settles })
  try {
    const response = await fetch(address, {
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

function hear(saver: Autosaver, { typed, show }: Given, news: News): void {
  saver.hear(news)
  const stands = typed(news.id)
  const text = saver.textOf(news.id)
  if (stands !== undefined && text !== stands) show({ [news.id]: text })
}

/** Keeps an Autosaver as long as a page is open. What it is given counts as it is at first; another text needs a new page. */
export function useAutosaver(given: Given) {
  const [first] = useState(given)
  const [view, setView] = useState<View | null>(null)
  const saver = useRef<Autosaver | null>(null)

  useEffect(() => {
    const { name, texts, savedAt, address, typed, show, merge } = first
    const channel = new BroadcastChannel(name)
    const made = new Autosaver(
      texts,
      savedAt === null ? null : savedAt.getTime(),
      {
        send: (text) => put(address(text.id), text),
        later: (work, milliseconds) => {
          const timer = setTimeout(work, milliseconds)
          return () => clearTimeout(timer)
        },
        now: () => Date.now(),
        keep: (id, copy) => storage.write(`${name}:${id}`, copy),
        kept: (id) => storage.read(`${name}:${id}`),
        tell: (news) => channel.postMessage(news),
        merge: (id, given) => {
          const merged = merge?.(given) ?? null
          if (merged !== null) show({ [id]: merged })
          return merged
        },
      },
      setView,
    )
    saver.current = made
    channel.onmessage = ({ data }: MessageEvent<News>) => hear(made, first, data)
    const restored = made.restore()
    queueMicrotask(() => show(restored))
    // What was typed before this script ran counts too.
    for (const { id, body } of texts) {
      const stands = typed(id)
      if (stands !== undefined && restored[id] === undefined && stands !== body) made.write(id, stands)
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
  }, [first])

  return {
    view,
    write: (id: string, text: string) => saver.current?.write(id, text),
    leave: () => void saver.current?.flush(),
    /** Chooses between two texts, and draws the one that stands */
    settle: (id: string, keep: 'mine' | 'theirs') => {
      const text = saver.current?.settle(id, keep)
      if (text !== undefined) first.show({ [id]: text })
    },
    /** Somebody else saved: shows it, unless something unsaved stands in its place */
    hear: (news: News) => {
      if (saver.current !== null) hear(saver.current, first, news)
    },
  }
}
