import { useCallback, useEffect, useRef, useState } from 'react'
import type { Upload } from 'tus-js-client'

export type UploadState = {
  key: string
  promptId: string
  name: string
  sent: number
  total: number
  /** About how long it still takes; null while nobody can tell. */
  secondsLeft: number | null
  /** refused: the server will not have it. */
  state: 'running' | 'paused' | 'stopped' | 'refused'
  /** What happened, and what to do. */
  message: string | null
  /** The id of its evidence, once the server knows it. */
  evidenceId: string | null
}

type Running = { upload: Upload; since: number; from: number | null }

const RETRY = [0, 1000, 3000, 5000, 10_000, 20_000, 30_000]
const STOPPED = 'The connection was lost. What has arrived is kept; go on when you are back online.'

/**
 * Sends files in pieces that go on where they stopped: after a pause, a lost connection, and, when the same file is
 * chosen again, after the page was closed. `done` is called when a file has been taken in.
 */
export function useUploads(pursuitId: string, submissionId: string, done: () => void) {
  const [uploads, setUploads] = useState<UploadState[]>([])
  const running = useRef(new Map<string, Running>())

  const change = useCallback((key: string, part: Partial<UploadState> | null) => {
    setUploads((before) =>
      part === null
        ? before.filter((each) => each.key !== key)
        : before.map((each) => (each.key === key ? { ...each, ...part } : each)),
    )
  }, [])

  // A page that is left stops sending; what has arrived stays.
  useEffect(() => {
    const all = running.current
    return () => {
      for (const { upload } of all.values()) void upload.abort()
    }
  }, [])

  const start = async (promptId: string, file: File): Promise<void> => {
    const key = [submissionId, promptId, file.name, file.size, file.lastModified].join('|')
    if (running.current.has(key)) return
    const fresh: UploadState = {
      key,
      promptId,
      name: file.name,
      sent: 0,
      total: file.size,
      secondsLeft: null,
      state: 'running',
      message: null,
      evidenceId: null,
    }
    setUploads((before) => [...before.filter((each) => each.key !== key), fresh])
    const tus = await import('tus-js-client')
    const upload = new tus.Upload(file, {
      endpoint: '/uploads',
      metadata: { pursuitId, promptId, filename: file.name },
      fingerprint: () => Promise.resolve(`mintmark|${key}`),
      removeFingerprintOnSuccess: true,
      retryDelays: RETRY,
      onProgress: (sent, total) => {
        const at = running.current.get(key)
        if (at !== undefined && at.from === null) Object.assign(at, { from: sent, since: performance.now() })
        change(key, { sent, total, secondsLeft: secondsLeft(at, sent, total), evidenceId: idOf(upload.url) })
      },
      onSuccess: () => {
        running.current.delete(key)
        change(key, null)
        done()
      },
      onError: (error) => {
        const answer = error instanceof tus.DetailedError ? error.originalResponse : null
        const refused = answer !== null && answer.getStatus() >= 400 && answer.getStatus() < 500
        if (refused) running.current.delete(key)
        change(key, {
          state: refused ? 'refused' : 'stopped',
          message: refused ? answer.getBody() : STOPPED,
          secondsLeft: null,
        })
        if (refused) done()
      },
    })
    running.current.set(key, { upload, since: performance.now(), from: null })
    const [previous] = await upload.findPreviousUploads()
    if (previous !== undefined) upload.resumeFromPreviousUpload(previous)
    upload.start()
  }

  return {
    uploads,
    start: (promptId: string, files: Iterable<File>) => {
      for (const file of files) void start(promptId, file)
    },
    pause: (key: string) => {
      void running.current.get(key)?.upload.abort()
      change(key, { state: 'paused', secondsLeft: null })
    },
    goOn: (key: string) => {
      const known = running.current.get(key)
      if (known === undefined) return
      known.from = null
      change(key, { state: 'running', message: null })
      known.upload.start()
    },
    forget: (key: string) => {
      void running.current.get(key)?.upload.abort()
      running.current.delete(key)
      change(key, null)
    },
  }
}

export type Uploads = ReturnType<typeof useUploads>

const idOf = (url: string | null): string | null => url?.split('/').at(-1) ?? null

function secondsLeft(at: Running | undefined, sent: number, total: number): number | null {
  if (at === undefined || at.from === null || sent <= at.from) return null
  const perSecond = (sent - at.from) / ((performance.now() - at.since) / 1000)
  return (total - sent) / perSecond
}
