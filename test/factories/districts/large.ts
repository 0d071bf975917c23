/**
 * A district as large as the largest: schools, educators, medallions, cohorts, and two school years of work, written in
 * whole tables. The same seed gives the same; what one row is decided by is a digest of what it is about.
 */

import { sql, type RawBuilder } from 'kysely'
import type { Db } from '#src/platform/database/database.ts'
import type { Actor } from '#src/platform/actor.ts'
import { findActor, insertPerson, insertRole } from '#src/modules/people/queries/people.ts'
import { insertOrganisation, type Organisation } from '#src/modules/people/queries/organisations.ts'
import { inTransaction } from '#src/platform/database/database.ts'
import { Dice } from '../dice.ts'
import { makeMedallion, medallionOf } from '../medallions/designed.ts'

export type Size = { schools: number; educators: number; medallions: number; pursuits: number; awards: number }

export const LARGEST: Size = { schools: 200, educators: 10_000, medallions: 60, pursuits: 300_000, awards: 120_000 }

export type LargeDistrict = {
  district: Organisation
  schools: Organisation[]
  /** The first leads the district, the others a school each, in the order of `schools` */
  leaders: { actor: Actor; email: string }[]
  medallions: { medallionId: string; versionId: string; organisationId: string }[]
}

/** A number from 0 up to 1 that belongs to some words, and to the seed. */
const chance = (seed: number, ...words: RawBuilder<unknown>[]) =>
  sql<number>`(('x' || substr(md5(concat_ws(' ', ${seed}::integer, ${sql.join(words)})), 1, 7))::bit(28)::integer / 268435456.0)`

/** An id that belongs to some words, and sorts by the number before them as ids of ours do. */
const idOf = (seed: number, kind: string, place: RawBuilder<unknown>) =>
  sql<string>`overlay(
    overlay(md5(concat_ws(' ', ${seed}::integer, ${kind}::text, ${place})) placing lpad(to_hex(1700000000000 + (${place})::bigint), 12, '0') from 1)
    placing '7' from 13)::uuid`

/** Needs a catalogue. `now` is when the last of it happened; `passwordHash` lets the leaders sign in. */
export async function fillDistrict(
  db: Db,
  {
    publisherId,
    size,
    seed,
    now,
    passwordHash,
  }: {
    publisherId: string
    size: Size
    seed: number
    now: Date
    passwordHash: string | null
  },
): Promise<LargeDistrict> {
  const began = new Date(now.getTime() - 730 * 86_400_000)
  const places = await inTransaction(db, async (tx) => {
    const place = (kind: 'district' | 'school', slug: string, name: string, parent: Organisation | null) =>
      insertOrganisation(
        tx,
        { kind, slug, name, country: 'US', timeZone: 'America/New_York', parent, demo: false, url: null },
        began,
      )
    const district = await place('district', `great-plains-${seed}`, 'Great Plains School District', null)
    const schools: Organisation[] = []
    for (let at = 1; at <= size.schools; at += 1)
      schools.push(await place('school', `great-plains-${seed}-${at}`, `School ${at}`, district))
    return { district, schools }
  })
  const leaders = await makeLeaders(db, places, { seed, now: began, passwordHash })
  const medallions = await makeMedallions(db, places, leaders, { seed, count: size.medallions, now: began })
  await makeEducators(db, places, { seed, count: size.educators, began })
  await makeWork(db, places.district, { publisherId, seed, size, now })
  await makeAwards(db, places.district, { publisherId, seed, count: size.awards })
  await makeCohorts(db, places.district, { seed, now })
  // What the server does by itself within a minute of such a change.
  await sql`vacuum analyze`.execute(db)
  return { ...places, leaders, medallions }
}

type Places = Pick<LargeDistrict, 'district' | 'schools'>

async function makeLeaders(
  db: Db,
  { district, schools }: Places,
  { seed, now, passwordHash }: { seed: number; now: Date; passwordHash: string | null },
): Promise<LargeDistrict['leaders']> {
  const leaders: LargeDistrict['leaders'] = []
  for (const [at, organisation] of [district, ...schools].entries()) {
    const email = `leader-${at}@great-plains-${seed}.example`
    const personId = await inTransaction(db, async (tx) => {
      const id = await insertPerson(tx, { name: `Leader ${at}`, email, verified: true, demo: false, passwordHash }, now)
      await insertRole(
        tx,
        { orgId: district.rootId, organisationId: organisation.id, personId: id, kind: 'leader' },
        now,
      )
      return id
    })
    const actor = await findActor(db, personId)
    if (actor === null) throw new Error('Somebody was made a moment ago.')
    leaders.push({ actor, email })
  }
  return leaders
}

/** A sixth of the district, the others of schools; each asks for 8 to 12, half of them with a choice. */
async function makeMedallions(
  db: Db,
  { district, schools }: Places,
  leaders: LargeDistrict['leaders'],
  { seed, count, now }: { seed: number; count: number; now: Date },
): Promise<LargeDistrict['medallions']> {
  const dice = new Dice(seed)
  const slugs = await db
    .selectFrom('micro_credential as mc')
    .innerJoin('micro_credential_version as version', 'version.micro_credential_id', 'mc.id')
    .select('mc.slug')
    .distinct()
    .where('version.state', '=', 'published')
    .orderBy('mc.slug')
    .execute()
  const [leader] = leaders
  if (leader === undefined) throw new Error('Nobody leads the district.')
  const made: LargeDistrict['medallions'] = []
  for (let at = 0; at < count; at += 1) {
    const organisation = at % 6 === 0 ? district : (schools[at % schools.length] ?? district)
    const needed = 8 + dice.below(5)
    const of = dice.chance(0.5) ? 3 : 0
    const shuffled = slugs.map(({ slug }) => ({ slug, at: dice.next() })).toSorted((a, b) => a.at - b.at)
    const picks = shuffled.slice(0, needed + (of === 0 ? 0 : 1)).map(({ slug }) => slug)
    const content = {
      ...medallionOf(picks, of === 0 ? [] : [{ needed: 2, of }]),
      title: `Medallion ${at + 1}`,
    }
    const { medallionId, versionId } = await makeMedallion(db, leader.actor, organisation, content, now)
    made.push({ medallionId, versionId, organisationId: organisation.id })
  }
  return made
}

const GIVEN = ['Amara', 'Ben', 'Chen', 'Dana', 'Ella', 'Farid', 'Greta', 'Hana', 'Iván', 'Jo', 'Kofi', 'Lena', 'Ola']
const FAMILY = ['Ruiz', 'Okafor', 'Wei', 'Park', 'Blum', 'Noor', 'Ito', 'Núñez', 'Lund', 'Adeyemi', 'Smith', 'Tsosie']

async function makeEducators(
  db: Db,
  { district, schools }: Places,
  { seed, count, began }: { seed: number; count: number; began: Date },
): Promise<void> {
  const id = idOf(seed, 'person', sql`n`)
  await sql`
    with made as (
      insert into person (id, name, demo, created_at)
      select ${id},
        (${GIVEN}::text[])[1 + n % ${GIVEN.length}::integer] || ' ' || (${FAMILY}::text[])[1 + (n / ${GIVEN.length}::integer) % ${FAMILY.length}::integer] || ' ' || n,
        false, ${began}
      from generate_series(1, ${count}::integer) as n
      returning id
    )
    select count(*) from made`.execute(db)
  await sql`
    insert into person_email (email, person_id, is_primary, verified_at, created_at)
    select 'educator-' || n || ${`@great-plains-${seed}.example`}, ${id}, true, ${began}, ${began}
    from generate_series(1, ${count}::integer) as n`.execute(db)
  await sql`
    insert into role (org_id, id, organisation_id, person_id, kind, started_at)
    select ${district.id}, ${idOf(seed, 'role', sql`n`)},
      (${schools.map((school) => school.id)}::uuid[])[1 + n % ${schools.length}::integer], ${id}, 'educator', ${began}
    from generate_series(1, ${count}::integer) as n`.execute(db)
}

/**
 * Everybody has begun most of the catalogue in two years: some of it is earned, at the first attempt or the second, some
 * is under way in every state, some was put away and perhaps begun again.
 */
async function makeWork(
  db: Db,
  district: Organisation,
  { publisherId, seed, size, now }: { publisherId: string; seed: number; size: Size; now: Date },
): Promise<void> {
  const roll = (what: string) => chance(seed, sql`${what}::text`, sql`person_id`, sql`mc_id`)
  const { begun } = await db
    .selectFrom('micro_credential_version')
    .select(({ fn }) => fn.count<number>('micro_credential_id').distinct().as('begun'))
    .where('org_id', '=', publisherId)
    .where('state', '=', 'published')
    .executeTakeFirstOrThrow()
  // A little more than are awarded.
  const earnedShare = (1.04 * size.awards) / (size.educators * begun)
  const againShare = Math.max(0.06, (1.6 * (size.pursuits - size.educators * begun)) / size.pursuits)
  await sql`
    create temporary table large_work as
    with pair as (
      select role.person_id, role.organisation_id, mc.id as mc_id, version.id as version_id,
        row_number() over (order by role.person_id, mc.id) as n,
        ${chance(seed, sql`'who'`, sql`role.person_id`)} as eager
      from role
      cross join micro_credential as mc
      cross join lateral (
        select id from micro_credential_version as version
        where version.org_id = mc.org_id and version.micro_credential_id = mc.id and version.state = 'published'
        order by number desc limit 1
      ) as version
      where role.org_id = ${district.id} and role.kind = 'educator' and mc.org_id = ${publisherId}
    ), rolled as (
      select pair.*, ${roll('state')} as roll, ${roll('again')} as again, ${roll('when')} as "when", ${roll('how')} as how from pair
    ), begun as (
      select *, case
          when roll < least(0.95, ${earnedShare}::float8 * 2 * eager) then 'earned'
          when roll < least(0.95, ${earnedShare}::float8 * 2 * eager) + 0.3 then 'active' else 'withdrawn' end as state,
        ${now}::timestamptz - make_interval(secs => (5 + 700 * "when") * 86400) as started_at
      from rolled
    )
    select n, person_id, organisation_id, mc_id, version_id, state, how, started_at, 1 as turn from begun
    union all
    select n, person_id, organisation_id, mc_id, version_id, 'withdrawn', how, started_at - interval '20 days', 2
    from begun where state <> 'withdrawn' and again < ${againShare}`.execute(db)
  await sql`
    insert into pursuit (org_id, id, person_id, organisation_id, publisher_id, micro_credential_id, version_id, state, started_at, ended_at)
    select ${district.id}, ${idOf(seed, 'pursuit', sql`2 * n + turn`)}, person_id, organisation_id, ${publisherId}, mc_id, version_id,
      state, started_at,
      case state when 'active' then null when 'earned' then least(${now}, started_at + interval '40 days') else least(${now}, started_at + interval '15 days') end
    from large_work order by n, turn limit ${size.pursuits}`.execute(db)
  await makeSubmissions(db, district, { seed, now })
  await sql`drop table large_work`.execute(db)
}

/** One attempt of each pursuit, and where the first was not met a second; `how` says in which state it stands. */
async function makeSubmissions(
  db: Db,
  district: Organisation,
  { seed, now }: { seed: number; now: Date },
): Promise<void> {
  await sql`
    insert into submission (org_id, id, pursuit_id, attempt, code, state, open_criteria, own_work, no_identities, may_be_read,
      started_at, submitted_at, due_at, decided_at)
    select ${district.id}, ${idOf(seed, 'submission', sql`4 * n + 2 * (turn - 1) + attempt`)}, ${idOf(seed, 'pursuit', sql`2 * n + turn`)}, attempt,
      ${`L${seed}-`} || to_hex(4 * n + 2 * (turn - 1) + attempt), attempts.state, '{}', handed, handed, handed,
      attempts.begun, attempts.sent, attempts.sent + interval '7 days', attempts.told
    from large_work
    cross join lateral (
      select attempt, said as state, said not in ('draft', 'withdrawn') as handed,
        started_at + (attempt - 1) * interval '18 days' as begun,
        case when said not in ('draft', 'withdrawn') then least(${now}, started_at + (attempt * 18 - 6) * interval '1 day') end as sent,
        case when said in ('earned', 'not_yet') then least(${now}, started_at + (attempt * 18 - 1 - 3 * how) * interval '1 day') end as told
      from (values
        (1, case
          when large_work.state = 'withdrawn' then 'withdrawn'
          when large_work.state = 'earned' then case when how < 0.25 then 'not_yet' else 'earned' end
          when how < 0.45 then 'draft' when how < 0.55 then 'submitted' when how < 0.6 then 'in_assessment' else 'not_yet' end),
        (2, case
          when large_work.state = 'earned' and how < 0.25 then 'earned'
          when large_work.state = 'active' and how >= 0.8 then 'draft' end)
      ) as each (attempt, said)
      where said is not null
    ) as attempts
    where exists (select from pursuit where org_id = ${district.id} and id = ${idOf(seed, 'pursuit', sql`2 * n + turn`)})`.execute(
    db,
  )
  await sql`
    insert into decision (org_id, submission_id, outcome, decided_at)
    select org_id, id, state, decided_at from submission
    where org_id = ${district.id} and state in ('earned', 'not_yet')`.execute(db)
}

/** What was earned is awarded: each micro-credential, then the stacks, badges and medallions that it completes. */
async function makeAwards(
  db: Db,
  district: Organisation,
  { publisherId, seed, count }: { publisherId: string; seed: number; count: number },
): Promise<void> {
  await sql`
    insert into award (org_id, id, person_id, kind, achievement_id, version_id, source_org_id, submission_id, hours, state, awarded_at, state_changed_at)
    select pursuit.publisher_id, ${idOf(seed, 'award', sql`row_number() over (order by submission.id)`)}, pursuit.person_id, 'micro-credential',
      pursuit.micro_credential_id, pursuit.version_id, pursuit.org_id, submission.id, version.hours_credited, 'active',
      submission.decided_at, submission.decided_at
    from submission
    join pursuit on pursuit.org_id = submission.org_id and pursuit.id = submission.pursuit_id
    join micro_credential_version as version on version.org_id = pursuit.publisher_id and version.id = pursuit.version_id
    where submission.org_id = ${district.id} and submission.state = 'earned'
    order by submission.id limit ${count}`.execute(db)
  await sql`
    insert into award (org_id, id, person_id, kind, achievement_id, version_id, hours, state, awarded_at, state_changed_at)
    select ${publisherId}, ${idOf(seed, 'stack award', sql`row_number() over (order by person_id, stack_id)`)}, person_id, 'stack', stack_id,
      version_id, hours, 'active', awarded_at, awarded_at
    from (
      select award.person_id, mc.stack_id, version.id as version_id, sum(award.hours) as hours, max(award.awarded_at) as awarded_at
      from award
      join micro_credential as mc on mc.org_id = award.org_id and mc.id = award.achievement_id
      cross join lateral (
        select id, content from stack_version as version
        where version.org_id = mc.org_id and version.stack_id = mc.stack_id and version.state = 'published'
        order by number desc limit 1
      ) as version
      where award.org_id = ${publisherId} and award.kind = 'micro-credential' and award.source_org_id = ${district.id}
        and version.content -> 'micro_credentials' ? mc.slug
      group by award.person_id, mc.stack_id, version.id, version.content
      having count(*) = jsonb_array_length(version.content -> 'micro_credentials')
    ) as completed`.execute(db)
}

/** Each medallion is offered to three quarters of its organisation, in a cohort for each school; who has all of it has it. */
async function makeCohorts(db: Db, district: Organisation, { seed, now }: { seed: number; now: Date }): Promise<void> {
  await sql`
    insert into cohort (org_id, id, medallion_id, version_id, organisation_id, name, starts_on, ends_on, welcome, launched_by, launched_at)
    select medallion.org_id, ${idOf(seed, 'cohort', sql`row_number() over (order by medallion.id, school.id)`)}, medallion.id, version.id, school.id,
      'Autumn with ' || school.name, (${now}::timestamptz - interval '300 days')::date, (${now}::timestamptz + interval '200 days')::date, '',
      medallion.created_by, ${now}::timestamptz - interval '310 days'
    from medallion
    join medallion_version as version on version.org_id = medallion.org_id and version.medallion_id = medallion.id
    join organisation as school on school.kind = 'school' and school.path @> array[medallion.organisation_id]
    where medallion.org_id = ${district.id}`.execute(db)
  const roll = chance(seed, sql`'answer'`, sql`role.person_id`, sql`cohort.medallion_id`)
  await sql`
    insert into enrolment (org_id, medallion_id, person_id, version_id, cohort_id, state, offered_at, answered_at)
    select org_id, medallion_id, person_id, version_id, id, state, launched_at,
      case when state <> 'offered' then launched_at + interval '3 days' end
    from (
      select cohort.org_id, cohort.medallion_id, role.person_id, cohort.version_id, cohort.id, cohort.launched_at,
        case when ${roll} < 0.6 then 'accepted' when ${roll} < 0.7 then 'offered' when ${roll} < 0.75 then 'declined' end as state
      from cohort
      join role on role.org_id = cohort.org_id and role.organisation_id = cohort.organisation_id and role.kind = 'educator'
      where cohort.org_id = ${district.id}
    ) as offered
    where state is not null`.execute(db)
  await sql`
    insert into award (org_id, id, person_id, kind, achievement_id, version_id, hours, state, awarded_at, state_changed_at)
    select organisation_id, ${idOf(seed, 'medallion award', sql`row_number() over (order by medallion_id, person_id)`)}, person_id, 'medallion',
      medallion_id, version_id, hours, 'active', awarded_at, awarded_at
    from (
      select version.organisation_id, version.medallion_id, version.id as version_id, enrolment.person_id,
        sum(part.hours) as hours, max(part.awarded_at) as awarded_at
      from enrolment
      join medallion_version as version on version.org_id = enrolment.org_id and version.id = enrolment.version_id
      cross join lateral (
        select pick.group_id, count(award.id) as earned, case when pick.group_id is null then count(*) else max(pick.needed) end as needed,
          sum(award.hours) as hours, max(award.awarded_at) as awarded_at
        from medallion_pick as pick
        left join award on award.org_id = pick.publisher_id and award.person_id = enrolment.person_id
          and award.kind = 'micro-credential' and award.achievement_id = pick.micro_credential_id
        where pick.org_id = version.org_id and pick.version_id = version.id
        group by pick.group_id
      ) as part
      where enrolment.org_id = ${district.id} and enrolment.state = 'accepted'
      group by version.organisation_id, version.medallion_id, version.id, enrolment.person_id
      having bool_and(part.earned >= part.needed)
    ) as qualified`.execute(db)
  // What each was earned with: of a choice what was earned first, as many as are needed.
  await sql`
    insert into award_component (org_id, award_id, position, component_org_id, component_id)
    select org_id, award_id, row_number() over (partition by award_id order by position), component_org_id, component_id
    from (
      select award.org_id, award.id as award_id, pick.position, pick.group_id, pick.needed, part.org_id as component_org_id, part.id as component_id,
        row_number() over (partition by award.id, pick.group_id order by part.awarded_at, part.id) as place
      from award
      join medallion_pick as pick on pick.org_id = ${district.id} and pick.version_id = award.version_id
      join award as part on part.org_id = pick.publisher_id and part.person_id = award.person_id
        and part.kind = 'micro-credential' and part.achievement_id = pick.micro_credential_id
      where award.kind = 'medallion'
    ) as each
    where group_id is null or place <= needed`.execute(db)
}
