import { useEffect } from 'react'
import { useRevalidator } from 'react-router'
import { Section } from '../../../../ui/Page.tsx'
import { plural } from '../../../../ui/words/words.ts'

const EVERY_MS = 3000

interface Props {
  readonly planned: number
  readonly awarded: number
  /** Rows that are dealt with, and the last row */
  readonly through: number
  readonly last: number
}

/** How far the recording of a file is. The page looks again by itself; without script, by being loaded again. */
export function Running({ planned, awarded, through, last }: Props) {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const looking = setInterval(() => void revalidate(), EVERY_MS)
    return () => clearInterval(looking)
  }, [revalidate])
  return (
    <Section title={`Recording ${plural(planned, 'award')}`}>
      <noscript>
        <meta httpEquiv="refresh" content={String(EVERY_MS / 1000)} />
      </noscript>
      <progress value={through} max={last} aria-label="Rows that are dealt with" />
      <p>
        <output>
          {through === 0
            ? 'It begins in a moment.'
            : `${awarded.toLocaleString('en-GB')} of ${plural(planned, 'award')} recorded so far.`}
        </output>
      </p>
      <p className="soft">You can leave this page: it goes on by itself, also after the program was stopped.</p>
    </Section>
  )
}
