import type { AskRefusal } from '../../commands/coaching/ask.ts'

/** What an educator is told when nobody could be asked, by the field that mends it. */
export const ASK_SAYS = {
  empty: { field: 'question', message: 'Write what you would like to know.' },
  long: { field: 'question', message: 'Shorten your question to 2,000 letters.' },
  nobody: { field: 'email', message: 'Nobody in your district has this address. Check it for typing errors.' },
  oneself: { field: 'email', message: 'This is your own address. Ask somebody else.' },
} satisfies Record<Exclude<AskRefusal, 'unknown' | 'closed' | 'asked'>, { field: string; message: string }>
