import type { Db } from '#src/platform/database/database.ts'
import { newId } from '#src/platform/database/ids.ts'
import { neededOf } from '#src/modules/medallions/rules/qualify.ts'
import type { MedallionContent } from '#src/modules/medallions/rules/content.ts'
import type { Organisation } from '#src/modules/people/queries/organisations.ts'
import { NOON } from '../factories.ts'

/** Everybody needs these seven, from four stacks. */
export const REQUIRED = [
  'aligning-to-standards',
  'developing-driving-questions',
  'purposeful-grouping',
  'providing-scaffolding',
  'rubric-design',
  'public-product',
  'a-culture-of-reflection',
] as const
/** Two of these three */
export const CHOICE = ['encouraging-risk-taking', 'developing-self-direction', 'guiding-research'] as const

export type Medallion = { orgId: string; organisationId: string; id: string; versionId: string; slug: string }

export const medallionContent = (slug: string, edit: Partial<MedallionContent> = {}): MedallionContent => ({
  id: slug,
  title: 'Ready Together',
  language: 'en',
  monogram: 'RT',
  summary: 'For a school in which no one sits out.',
  mission: 'No one sits out. We look for what keeps a learner silent, and we change it.',
  goals: [
    { id: 'taking-part', name: 'Everyone takes part', text: 'We can show what each learner added to the work.' },
    { id: 'deciding', name: 'Learners decide', text: 'Some decisions are really theirs.' },
  ],
  groups: [{ id: 'ways', title: 'Ways to hand over a decision', needed: 2 }],
  picks: [
    ...REQUIRED.map((micro_credential) => ({
      micro_credential,
      goal: 'taking-part',
      mission_line: `What ${micro_credential} does for those who are quiet.`,
    })),
    ...CHOICE.map((micro_credential) => ({
      micro_credential,
      goal: 'deciding',
      mission_line: `What ${micro_credential} hands over.`,
      group: 'ways',
    })),
  ],
  ...edit,
})

/** A published medallion of an organisation; with `of`, the next version of that one. The catalogue must be imported. */
export async function makeMedallion(
  db: Db,
  {
    at,
    by,
    slug,
    edit = {},
    of,
  }: {
    at: Organisation
    by: string
    slug: string
    edit?: Partial<MedallionContent>
    of?: Medallion & { number: number }
  },
): Promise<Medallion> {
  const content = medallionContent(slug, edit)
  const id = of?.id ?? newId()
  const versionId = newId()
  const orgId = at.rootId
  if (of === undefined)
    await db
      .insertInto('medallion')
      .values({ org_id: orgId, id, organisation_id: at.id, slug, created_by: by, created_at: NOON })
      .execute()
  await db
    .insertInto('medallion_version')
    .values({
      org_id: orgId,
      id: versionId,
      medallion_id: id,
      organisation_id: at.id,
      number: (of?.number ?? 0) + 1,
      title: content.title,
      needed: neededOf(content),
      hours_min: 9,
      hours_max: 18,
      content: JSON.stringify(content),
      content_hash: versionId,
      published_by: by,
      published_at: NOON,
    })
    .execute()
  const listed = await db
    .selectFrom('micro_credential')
    .select(['org_id', 'id', 'slug'])
    .where(
      'slug',
      'in',
      content.picks.map(({ micro_credential: picked }) => picked),
    )
    .execute()
  for (const [place, { micro_credential: picked, group }] of content.picks.entries()) {
    const found = listed.find((each) => each.slug === picked)
    if (found === undefined) throw new Error(`There is no micro-credential ${picked}.`)
    await db
      .insertInto('medallion_pick')
      .values({
        org_id: orgId,
        version_id: versionId,
        position: place + 1,
        publisher_id: found.org_id,
        micro_credential_id: found.id,
        group_id: group ?? null,
        needed: content.groups.find(({ id: known }) => known === group)?.needed ?? 1,
      })
      .execute()
  }
  return { orgId, organisationId: at.id, id, versionId, slug: `${at.slug}/${slug}` }
}

/** An educator who was offered a medallion and has accepted it, or not yet. */
export async function enrol(
  db: Db,
  { orgId, id, versionId }: Medallion,
  personId: string,
  given: { state?: 'offered' | 'accepted'; qualifiedAtOffer?: boolean } = {},
): Promise<{ orgId: string; medallionId: string; personId: string }> {
  const { state = 'accepted', qualifiedAtOffer = false } = given
  await db
    .insertInto('enrolment')
    .values({
      org_id: orgId,
      medallion_id: id,
      person_id: personId,
      version_id: versionId,
      state,
      offered_at: NOON,
      answered_at: state === 'offered' ? null : NOON,
      qualified_at_offer: qualifiedAtOffer,
    })
    .execute()
  return { orgId, medallionId: id, personId }
}

/** Awards of micro-credentials that a registrar recorded, without the jobs that they cause; by their slugs, in this order. */
export async function recordAwards(
  db: Db,
  personId: string,
  slugs: readonly string[],
  { bulkId = newId(), awardedAt = NOON }: { bulkId?: string; awardedAt?: Date } = {},
): Promise<{ orgId: string; awardId: string }[]> {
  const made: { orgId: string; awardId: string }[] = []
  for (const slug of slugs) {
    const {
      org_id: orgId,
      id,
      version_id: versionId,
      hours,
    } = await db
      .selectFrom('micro_credential as thing')
      .innerJoin('micro_credential_version as version', (join) =>
        join.onRef('version.org_id', '=', 'thing.org_id').onRef('version.micro_credential_id', '=', 'thing.id'),
      )
      .select(['thing.org_id', 'thing.id', 'version.id as version_id', 'version.hours_credited as hours'])
      .where('thing.slug', '=', slug)
      .where('version.state', '=', 'published')
      .orderBy('version.number', 'desc')
      .executeTakeFirstOrThrow()
    const awardId = newId()
    await db
      .insertInto('award')
      .values({
        org_id: orgId,
        id: awardId,
        person_id: personId,
        kind: 'micro-credential',
        achievement_id: id,
        version_id: versionId,
        bulk_id: bulkId,
        hours,
        state: 'active',
        awarded_at: awardedAt,
        state_changed_at: awardedAt,
      })
      .execute()
    made.push({ orgId, awardId })
  }
  return made
}
