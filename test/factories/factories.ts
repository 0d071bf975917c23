import { randomUUID } from 'node:crypto'
import { parse, stringify } from 'yaml'
import type { Actor, OrganisationKind, RoleKind } from '#src/platform/actor.ts'
import { inTransaction, type Db } from '#src/platform/database/database.ts'
import { importCatalogue } from '#src/modules/catalogue/commands.ts'
import { readContentFolder } from '#src/modules/catalogue/commands/read-content.ts'
import { outlineShape } from '#src/modules/catalogue/rules/content.ts'
import type { ContentFile } from '#src/modules/catalogue/rules/files.ts'
import { findMicroCredential } from '#src/modules/catalogue/queries/versions.ts'
import { findPublisher, insertOrganisation, type Organisation } from '#src/modules/people/queries/organisations.ts'
import { findActor, insertPerson, insertRole } from '#src/modules/people/queries/people.ts'
import { insertPursuit } from '#src/modules/submissions/queries/pursuits.ts'
import { writeResponse } from '#src/modules/submissions/queries/responses.ts'
import { insertDraft, moveSubmission, stampSubmitted } from '#src/modules/submissions/queries/submissions.ts'
import { keepCatalogue, keptCatalogue, writeCatalogue } from './catalogues/kept.ts'

/** A moment that tests agree on: a Tuesday. */
export const NOON = new Date('2026-11-24T12:00:00Z')

const makeOrganisation = (
  db: Db,
  kind: OrganisationKind,
  name: string,
  parent: Organisation | null,
): Promise<Organisation> =>
  inTransaction(db, (tx) =>
    insertOrganisation(
      tx,
      {
        kind,
        slug: `${kind}-${randomUUID().slice(0, 8)}`,
        name,
        country: 'US',
        timeZone: 'America/New_York',
        parent,
        demo: false,
        url: null,
      },
      NOON,
    ),
  )

/** The publisher of the test's database; made at the first call. */
export const makePublisher = async (db: Db): Promise<Organisation> =>
  (await findPublisher(db)) ?? makeOrganisation(db, 'publisher', 'Test Catalogue', null)

export const makeDistrict = (db: Db, name = 'Test District'): Promise<Organisation> =>
  makeOrganisation(db, 'district', name, null)

export const makeSchool = (db: Db, district: Organisation, name = 'Test School'): Promise<Organisation> =>
  makeOrganisation(db, 'school', name, district)

/** A person with these roles, as a policy sees them. */
export async function makePerson(
  db: Db,
  roles: { kind: RoleKind; at: Organisation }[],
  name = 'Sam Test',
): Promise<Actor> {
  const personId = await inTransaction(db, async (tx) => {
    const email = `${randomUUID()}@test.example`
    const id = await insertPerson(tx, { name, email, verified: true, demo: false, passwordHash: null }, NOON)
    for (const { kind, at } of roles)
      await insertRole(tx, { orgId: at.rootId, organisationId: at.id, personId: id, kind }, NOON)
    return id
  })
  const actor = await findActor(db, personId)
  if (actor === null) throw new Error('The person was made a moment ago.')
  return actor
}

/** The one micro-credential of the tests' catalogue that is an outline. The founding catalogue has none. */
export const OUTLINE = 'critique-and-revision'

/** The files of the founding catalogue with that outline, for tests that change one of them. */
export async function fixtureFiles(): Promise<ContentFile[]> {
  const files = await readContentFolder('content/pbl')
  return files.map((file) => (file.path.endsWith(`/${OUTLINE}.yaml`) ? { ...file, text: outlined(file.text) } : file))
}

function outlined(text: string): string {
  const content = parse(text) as Record<string, unknown> & { key_method: object }
  const { steps: _, ...key_method } = content.key_method as { steps?: unknown }
  const kept = Object.fromEntries(
    Object.keys(outlineShape.shape).flatMap((key) => (key in content ? [[key, content[key]]] : [])),
  )
  return stringify({ ...kept, version: '0.1.0', status: 'outline', key_method })
}

/** Imports the tests' catalogue and answers with its publisher. To read its files takes long, so it is done once. */
export async function importFixtureCatalogue(db: Db): Promise<Organisation> {
  const publisher = await makePublisher(db)
  const once = keptCatalogue()
  if (once !== null) await writeCatalogue(db, once, publisher.id)
  else {
    const imported = await importCatalogue({ db, now: NOON, publisherId: publisher.id }, await fixtureFiles())
    if (!imported.ok) throw new Error(imported.problems.join('\n'))
    await keepCatalogue(db, publisher.id)
  }
  return publisher
}

const DAY_MS = 86_400_000

/**
 * A first attempt that waits for an assessor since NOON, with words under every prompt. The catalogue must be
 * imported. Returns where it is and what it is scored on.
 */
export async function makeWaitingSubmission(
  db: Db,
  educator: { personId: string; school: Organisation },
  { slug = 'aligning-to-standards', dueAt = new Date(NOON.getTime() + 5 * DAY_MS) } = {},
): Promise<{ orgId: string; id: string; pursuitId: string; code: string; criteria: string[] }> {
  const found = await findMicroCredential(db, slug)
  if (found?.state !== 'published') throw new Error(`${slug} is not published.`)
  const { content } = found
  const orgId = educator.school.rootId
  const criteria = content.rubric.criteria.map(({ id }) => id)
  const code = `4K-${randomUUID().slice(0, 4).toUpperCase()}`
  return inTransaction(db, async (tx) => {
    const pursuit = {
      orgId,
      personId: educator.personId,
      organisationId: educator.school.id,
      publisherId: found.publisherId,
      microCredentialId: found.id,
      versionId: found.versionId,
    }
    const pursuitId = await insertPursuit(tx, pursuit, NOON)
    if (pursuitId === null) throw new Error('This person pursues it already.')
    const id = await insertDraft(tx, { orgId, pursuitId, attempt: 1, code, openCriteria: criteria }, NOON)
    if (id === null) throw new Error('This pursuit has an open attempt already.')
    for (const { id: promptId } of content.parts.flatMap(({ prompts }) => prompts))
      await writeResponse(
        tx,
        { orgId, submissionId: id, promptId },
        { body: `What I did for ${promptId}.`, base: 0, now: NOON },
      )
    const statements = { own_work: true, no_identities: true, may_be_read: true }
    await stampSubmitted(tx, { orgId, id, statements, dueAt, now: NOON })
    await moveSubmission(tx, { orgId, id, from: 'draft', to: 'submitted', now: NOON })
    return { orgId, id, pursuitId, code, criteria }
  })
}
