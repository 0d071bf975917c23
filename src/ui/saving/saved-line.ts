import { time } from '../words/dates.ts'
import type { Clash, View } from './autosaver.ts'

export type Line = { saved?: string; trouble?: string; fact?: string; href?: string; link?: string }

/** What a page says in its own words. */
export type SavedWords = {
  /** Another place saved a text, and it is shown here */
  other: string
  /** Why something can never be saved as it is */
  refused: string
  /** Two texts wait for a choice; `at` is when the newer one was saved */
  clash: (id: string, clash: Clash, at: string) => Line
}

/** What the status line of a page says about the words on it, before and after its script runs. */
export function savedLine(
  view: Pick<View, 'state' | 'clashes'> | null,
  savedAt: Date | null,
  timeZone: string,
  words: SavedWords,
): Line {
  const at = (moment: number | null): string => (moment === null ? '' : time(new Date(moment), { timeZone }))
  if (view === null)
    return savedAt === null ? { saved: 'Saved as you go' } : { saved: `Saved at ${time(savedAt, { timeZone })}` }
  const { kind, at: moment, otherTab } = view.state
  switch (kind) {
    case 'saved':
      return {
        saved: moment === null ? 'Saved as you go' : `Saved at ${at(moment)}`,
        ...(otherTab ? { fact: words.other } : {}),
      }
    case 'saving':
      return { fact: 'Saving …' }
    case 'offline':
      return {
        trouble: 'Offline.',
        fact: `Kept on this device since ${at(moment)}. It will be saved when you are back.`,
      }
    case 'signed_out':
      return {
        trouble: 'Signed out.',
        fact: `Kept on this device since ${at(moment)}.`,
        href: '/sign-in',
        link: 'Sign in, and it is saved',
      }
    case 'refused':
      return { trouble: 'Not saved.', fact: words.refused }
    case 'clash': {
      const [id, clash] = Object.entries(view.clashes)[0] ?? []
      return id === undefined || clash === undefined
        ? { trouble: 'Not saved.' }
        : words.clash(id, clash, time(new Date(clash.savedAt), { timeZone }))
    }
  }
}
