import { useEffect, useState } from 'react'
import { componentKey, type Component } from '../../rules/alignments.ts'

/** What the page was sent with: what was looked for and found, and the components that the alignments name. */
export interface Components {
  readonly find: string
  readonly found: readonly Component[]
  readonly named: readonly Component[]
}

export interface ComponentsFound {
  readonly text: string
  readonly found: readonly Component[]
  readonly look: (text: string) => void
}

const PAUSE = 150

/** Null where nothing came; the button beside the field asks again. */
async function ask(text: string, signal: AbortSignal): Promise<readonly Component[] | null> {
  if (text.trim() === '') return []
  try {
    const response = await fetch(`/studio/components?${new URLSearchParams({ find: text }).toString()}`, { signal })
    return response.ok ? ((await response.json()) as { components: Component[] }).components : null
  } catch {
    return null
  }
}

const byKey = (components: readonly Component[]): [string, Component][] =>
  components.map((component) => [componentKey(component), component])

/** Looks for components while somebody types. `known` are all that were seen on this page. */
export function useComponents({ find, found, named }: Components) {
  const [text, look] = useState(find)
  const [answer, setAnswer] = useState({ text: find, found })
  const [known, setKnown] = useState<ReadonlyMap<string, Component>>(() => new Map(byKey([...found, ...named])))

  useEffect(() => {
    if (text === answer.text) return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => {
      void ask(text, stop.signal).then((components) => {
        if (components === null || stop.signal.aborted) return
        setAnswer({ text, found: components })
        setKnown((before) => new Map([...before, ...byKey(components)]))
      })
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [text, answer.text])

  return { search: { text: answer.text, found: answer.found, look }, known }
}
