import { createHash, randomBytes } from 'node:crypto'
import type { Actor, RoleKind } from '../../platform/actor.ts'
import type { Config } from '../../platform/start/config.ts'
import { inTransaction, type Db } from '../../platform/database/database.ts'
import { recordEvent } from '../../platform/events/events.ts'
import { queueMail } from '../../platform/events/mail.ts'
import { can } from './policy.ts'
import {
  findPublisher,
  getOrganisation,
  insertOrganisation,
  isSlugTaken,
  updateOrganisation,
} from './queries/organisations.ts'
import { findPersonByEmail, hasAdmin, insertPerson, insertRole, updateSignName } from './queries/people.ts'
import { isOpenSetupLink, replaceSetupLink, spendSetupLink } from './queries/setup.ts'
import { isEmail, normalEmail, slugOf } from './rules.ts'

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

export type AddedPerson =
  | { ok: true; personId: string; isNew: boolean }
  | { ok: false; reason: 'unknown' | 'name_missing' | 'email_wrong' | 'role_held' }

/**
 * Gives a role in an organisation to a person, who is made when the address is new, and tells them by mail.
 * Refused as unknown where the actor is no admin of that organisation's tree.
 */
export async function addPerson(
  { db, actor, now }: Given,
  input: { name: string; email: string; organisationId: string; kind: RoleKind; publicUrl: string },
): Promise<AddedPerson> {
  const organisation = await getOrganisation(db, input.organisationId)
  if (!can(actor, 'add a person', { orgId: organisation.rootId })) return { ok: false, reason: 'unknown' }
  const [name, email] = [input.name.trim(), normalEmail(input.email)]
  if (name === '') return { ok: false, reason: 'name_missing' }
  if (!isEmail(email)) return { ok: false, reason: 'email_wrong' }
  return inTransaction(db, async (tx): Promise<AddedPerson> => {
    const known = await findPersonByEmail(tx, email)
    const personId =
      known ?? (await insertPerson(tx, { name, email, verified: false, demo: false, passwordHash: null }, now))
    const isNewRole = await insertRole(
      tx,
      { orgId: organisation.rootId, organisationId: organisation.id, personId, kind: input.kind },
      now,
    )
    if (!isNewRole) return { ok: false, reason: 'role_held' }
    await recordEvent(
      tx,
      {
        type: 'person.added',
        orgId: organisation.rootId,
        subjectId: personId,
        actorId: actor.personId,
        payload: { organisationId: organisation.id, role: input.kind },
      },
      now,
    )
    await queueMail(
      tx,
      {
        to: email,
        subject: `${organisation.name} added you to Mintmark`,
        body: `${organisation.name} gave you the role "${input.kind}" in Mintmark, where educators' micro-credentials are worked on, assessed and awarded.\n\nSign in with a link that we mail to this address:\n${input.publicUrl}/sign-in\n`,
      },
      now,
    )
    return { ok: true, personId, isNew: known === null }
  })
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Prints the single-use link for the first admin, while a production installation has none. A new start makes a new link. */
export async function offerSetup({ db, config, now }: Outside, print: (line: string) => void): Promise<void> {
  if (config.mode === 'demo' || (await hasAdmin(db))) return
  const token = randomBytes(24).toString('base64url')
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

export type AddedOrganisation =
  { ok: true; id: string } | { ok: false; reason: 'unknown' | 'name_missing' | 'name_taken' }

/** Adds a school to a district. Refused where the actor is no admin of the district's tree. */
export async function addSchool(
  { db, actor, now }: Given,
  input: { parentId: string; name: string },
): Promise<AddedOrganisation> {
  const parent = await getOrganisation(db, input.parentId)
  if (!can(actor, 'add a person', { orgId: parent.rootId }) || parent.kind === 'publisher')
    return { ok: false, reason: 'unknown' }
  const name = input.name.trim()
  const slug = slugOf(name)
  if (slug === '') return { ok: false, reason: 'name_missing' }
  if (await isSlugTaken(db, slug)) return { ok: false, reason: 'name_taken' }
  const { country, timeZone } = parent
  const made = await inTransaction(db, (tx) =>
    insertOrganisation(tx, { kind: 'school', slug, name, country, timeZone, parent, demo: false, url: null }, now),
  )
  return { ok: true, id: made.id }
}
