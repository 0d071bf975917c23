import { useEffect, useState } from 'react'

export type Qualified = { educators: number; qualified: number; oneLeft: number }

/** Who would qualify today for the draft as it is saved: asked again after each save. */
export function useQualified(draftId: string, given: Qualified, revision: number): Qualified {
  const [found, setFound] = useState({ revision, ...given })
  useEffect(() => {
    if (found.revision === revision) return undefined
    const asking = new AbortController()
    const ask = async (): Promise<void> => {
      const answer = await fetch(`/design/${draftId}/qualified`, { signal: asking.signal }).catch(() => null)
      // Without an answer the last count stays; the next save asks again.
      if (answer?.ok) setFound({ revision, ...((await answer.json()) as Qualified) })
    }
    void ask()
    return () => asking.abort()
  }, [draftId, found.revision, revision])
  return found
}
