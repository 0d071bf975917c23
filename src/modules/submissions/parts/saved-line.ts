import { time } from '../../../ui/words/dates.ts'
import type { Clash, SaveState } from '../../../ui/saving/autosaver.ts'

type Line = { saved?: string; trouble?: string; fact?: string; href?: string; link?: string }

/** What the status line of a page says about the words on it, before and after its script runs. */
export function savedLine(
  view: { state: SaveState; clashes: Record<string, Clash> } | null,
  savedAt: Date | null,
  timeZone: string,
): Line {
  const at = (moment: number | null): string => (moment === null ? '' : time(new Date(moment), { timeZone }))
  if (view === null)
    return savedAt === null ? { saved: 'Saved as you go' } : { saved: `Saved at ${time(savedAt, { timeZone })}` }
  const { kind, at: moment, otherTab } = view.state
  switch (kind) {
    case 'saved':
      return {
        saved: moment === null ? 'Saved as you go' : `Saved at ${at(moment)}`,
        ...(otherTab ? { fact: 'Open in another tab too. This one shows its newest words.' } : {}),
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
      return {
        trouble: 'Not saved.',
        fact: 'This attempt takes no changes now, or the text is too long. Your words are kept on this device.',
      }
    case 'clash': {
      const [promptId, clash] = Object.entries(view.clashes)[0] ?? []
      const from = clash === undefined ? '' : `, from ${time(new Date(clash.savedAt), { timeZone })}`
      return {
        trouble: 'Open in another tab.',
        fact: `That tab is newer${from}.`,
        href: `#prompt-${promptId ?? ''}`,
        link: 'Show both',
      }
    }
  }
}
