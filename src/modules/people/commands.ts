import type { Actor } from '../../platform/actor.ts'
import type { Config } from '../../platform/start/config.ts'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { recordEvent } from '../../platform/events/events.ts'
import { queueMail } from '../../platform/events/mail.ts'
import { hashOf, newToken } from './commands/tokens.ts'
import { findPublisher, insertOrganisation, updateOrganisation } from './queries/organisations.ts'
import { findPersonByEmail, hasAdmin, insertPerson, insertRole, updateSignName } from './queries/people.ts'
import { isOpenSetupLink, replaceSetupLink, spendSetupLink } from './queries/setup.ts'
import { normalEmail, slugOf } from './rules.ts'

type Given = { db: Db; actor: Actor; now: Date }
type Outside = { db: Db; config: Config; now: () => Date }

/** The publisher of the catalogue, made at the first start; whoever sets the installation up gives it its name. */
export async function ensurePublisher({ db, now }: Outside, demo: boolean): Promise<string> {
  const found = await findPublisher(db)
  if (found !== null) return found.id
  const made = await inTransaction(db, (tx) =>
    insertOrganisation(
      tx,
      {
        kind: 'publisher',
        slug: 'publisher',
        name: 'Mintmark Catalogue',
        country: 'US',
        timeZone: 'America/New_York',
        parent: null,
        demo,
        url: null,
      },
      now(),
    ),
  )
  return made.id
}

/** Mails a sign-in link, where the address belongs to somebody; the page says the same thing either way. */
export async function sendSignInLink({ db, config, now }: Outside, address: string, token: string): Promise<void> {
  const email = normalEmail(address)
  if ((await findPersonByEmail(db, email)) === null) return
  await inTransaction(db, (tx) =>
    queueMail(
      tx,
      {
        to: email,
        subject: 'Your link to sign in to Mintmark',
        body: `Open this link and press the button to sign in. It works once, for half an hour.\n\n${config.publicUrl}/sign-in/link?token=${encodeURIComponent(token)}\n\nIf you did not ask for it, do nothing: nobody can sign in without this letter.\n`,
      },
      now(),
    ),
  )
}

/** Prints the single-use link for the first admin, while a production installation has none. A new start makes a new link. */
export async function offerSetup({ db, config, now }: Outside, print: (line: string) => void): Promise<void> {
  if (config.mode === 'demo' || (await hasAdmin(db))) return
  const token = newToken()
  const made = now()
  const link = { hash: hashOf(token), made, expires: new Date(made.getTime() + 24 * 3600_000) }
  await inTransaction(db, (tx) => replaceSetupLink(tx, link))
  print(
    `There is no admin yet. This link makes one; it works once, for 24 hours: ${config.publicUrl}/setup?token=${token}`,
  )
}

/** Whether a setup link can still be used. */
export function setupLinkWorks({ db, now }: Pick<Outside, 'db' | 'now'>, token: string): Promise<boolean> {
  return isOpenSetupLink(db, hashOf(token), now())
}

export type SetupInput = {
  token: string
  name: string
  email: string
  passwordHash: string
  publisher: string
  district: string
  country: string
  timeZone: string
}

/** Uses the setup link: names the publisher, makes the district and its first admin. Refused when the link was used or is too old. */
export async function completeSetup(
  { db, now }: { db: Db; now: Date },
  input: SetupInput,
): Promise<{ ok: true; personId: string } | { ok: false; reason: 'link_spent' }> {
  return inTransaction(
    db,
    async (tx): Promise<{ ok: true; personId: string } | { ok: false; reason: 'link_spent' }> => {
      if (!(await spendSetupLink(tx, hashOf(input.token), now))) return { ok: false, reason: 'link_spent' }
      const publisher = await findPublisher(tx)
      if (publisher === null) throw new Error('The publisher is made at start, before anyone can set up.')
      await updateOrganisation(tx, publisher.id, {
        name: input.publisher,
        country: input.country,
        timeZone: input.timeZone,
      })
      const district = await insertOrganisation(
        tx,
        {
          kind: 'district',
          slug: slugOf(input.district),
          name: input.district,
          country: input.country,
          timeZone: input.timeZone,
          parent: null,
          demo: false,
          url: null,
        },
        now,
      )
      const personId = await insertPerson(
        tx,
        {
          name: input.name,
          email: normalEmail(input.email),
          verified: true,
          demo: false,
          passwordHash: input.passwordHash,
        },
        now,
      )
      for (const [organisation, kinds] of [
        [publisher, ['admin', 'registrar']],
        [district, ['admin']],
      ] as const)
        for (const kind of kinds)
          await insertRole(tx, { orgId: organisation.rootId, organisationId: organisation.id, personId, kind }, now)
      await recordEvent(
        tx,
        {
          type: 'person.added',
          orgId: publisher.id,
          subjectId: personId,
          actorId: personId,
          payload: { organisationId: publisher.id, role: 'admin' },
        },
        now,
      )
      return { ok: true, personId }
    },
  )
}

/** Whether signed credentials carry the person's name from now on. */
export async function setSignName({ db, actor }: Given, wish: boolean): Promise<void> {
  await updateSignName(db, actor.personId, wish)
}
