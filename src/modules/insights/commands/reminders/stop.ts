import type { World } from '../../../../platform/world.ts'
import { isKnown } from '../../queries/reminders/known.ts'
import { stopReminders } from '../../queries/reminders/preferences.ts'
import { personOfToken } from '../../rules/reminders/link.ts'

type Given = Pick<World, 'db' | 'now' | 'config'>

/** Whose reminders a link ends; null when it was not made here, or its person is gone. */
export async function personOfLink({ db, config }: Given, token: string): Promise<string | null> {
  const personId = personOfToken(config.secret, token)
  return personId !== null && (await isKnown(db, personId)) ? personId : null
}

/** Ends the reminders of whoever got the letter; false when the link is none. Nothing is recorded that others could see. */
export async function stopByToken(given: Given, token: string): Promise<boolean> {
  const personId = await personOfLink(given, token)
  if (personId === null) return false
  await stopReminders(given.db, personId, given.now())
  return true
}
