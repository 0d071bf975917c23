import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { WebWorld } from '#src/platform/world.ts'
import { testDatabase } from '#test/database/database.ts'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { makeMedallion, medallionOf, PICKS } from '#test/factories/medallions/designed.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { startDraft } from '../../commands/drafts.ts'
import { saveDraft } from '../../commands/designing/saving.ts'
import { findDraft } from '../../queries/drafts.ts'
import type { MedallionContent } from '../../rules/content.ts'
import * as designer from './designer.tsx'

const { db } = await testDatabase()
let ruth: Actor
let other: Actor
let stranger: Actor
let schoolId: string

beforeAll(async () => {
  await importFixtureCatalogue(db)
  const district = await makeDistrict(db)
  const school = await makeSchool(db, district)
  schoolId = school.id
  ruth = await makePerson(db, [{ kind: 'leader', at: district }], 'Ruth')
  other = await makePerson(db, [{ kind: 'leader', at: school }], 'Omar')
  stranger = await makePerson(db, [{ kind: 'leader', at: await makeSchool(db, district) }])
  await makeMedallion(db, ruth, school, { ...medallionOf(PICKS.slice(0, 9)), title: 'The First' })
})

const world = { db, now: () => NOON } as unknown as WebWorld
const draw = drawPages(world, { '/design/:draft': designer })
const open = (path: string, actor: Actor, fields?: [string, string][]) =>
  draw(path, actor, fields === undefined ? {} : { body: new URLSearchParams(fields) })

async function draftOf(content: MedallionContent): Promise<string> {
  const given = { db, actor: ruth, now: NOON }
  const started = await startDraft(given, { organisationId: schoolId })
  if (!started.ok) throw new Error(started.reason)
  await saveDraft(given, { draftId: started.draftId, content, baseRevision: 1 })
  return started.draftId
}

const contentOf = async (id: string) => (await findDraft(db, id))?.content
const HEAD: [string, string][] = [
  ['title', 'Ours'],
  ['monogram', 'OU'],
  ['summary', 'For us.'],
  ['mission', 'We mean it.'],
  ['goals', 'needed'],
  ['goals.needed.name', 'Somebody needs it'],
  ['goals.needed.text', ''],
]
const picks = (slugs: readonly string[]): [string, string][] =>
  slugs.flatMap((slug): [string, string][] => [
    ['pick', slug],
    ['picks', slug],
    [`picks.${slug}.goal`, 'needed'],
    [`picks.${slug}.mission_line`, `Why ${slug}.`],
  ])

describe('the designer', () => {
  test('shows what a draft asks for, what it leaves out and what it shares', async () => {
    const id = await draftOf(medallionOf(PICKS.slice(0, 7)))
    const { html } = await open(`/design/${id}`, other)
    expect(html).toContain('7 needed, 7 to 14 hours')
    expect(html).toContain('Add 1 more.')
    expect(html).toContain('This one asks for 7 micro-credentials. A medallion asks for 8 to 12.')
    expect(html).toContain('The First')
    expect(html.match(/<input[^>]*name="pick"[^>]*checked/g)).toHaveLength(7)
    const { html: thirteen } = await open(`/design/${await draftOf(medallionOf([...PICKS, 'rubric-design']))}`, ruth)
    expect(thirteen).toContain('That is 1 too many.')
  })

  test('is for who designs there alone', async () => {
    const id = await draftOf(medallionOf())
    expect((await open(`/design/${id}`, stranger)).status).toBe(404)
    expect((await open(`/design/${id}`, stranger, [...HEAD, ...picks(PICKS.slice(0, 2))])).status).toBe(404)
    expect((await contentOf(id))?.picks).toHaveLength(8)
    expect((await open('/design/nothing', ruth)).status).toBe(404)
  })

  test('saves what its form says without a script, and moves, adds and takes out by its buttons', async () => {
    const id = await draftOf(medallionOf())
    const send = async (slugs: readonly string[], button: [string, string]) => {
      const revision = String((await findDraft(db, id))?.revision)
      return open(`/design/${id}`, ruth, [...HEAD, ['revision', revision], ...picks(slugs), button])
    }
    const saved = await send([PICKS[3], PICKS[1]], ['intent', 'save'])
    expect(saved).toMatchObject({ status: 302, to: `/design/${id}` })
    expect(await contentOf(id)).toMatchObject({
      title: 'Ours',
      picks: [{ micro_credential: PICKS[3], mission_line: `Why ${PICKS[3]}.` }, { micro_credential: PICKS[1] }],
    })
    expect((await send([PICKS[3], PICKS[1]], ['edit', `down picks ${PICKS[3]}`])).to).toBe(`/design/${id}#list-picks`)
    expect((await contentOf(id))?.picks[0]?.micro_credential).toBe(PICKS[1])
    await send([PICKS[1], PICKS[3]], ['edit', `remove picks ${PICKS[1]}`])
    expect((await contentOf(id))?.picks).toHaveLength(1)
    expect((await send([PICKS[3]], ['edit', 'add goals '])).to).toBe(`/design/${id}#last-goals`)
    expect((await contentOf(id))?.goals).toHaveLength(2)
    expect((await send([PICKS[3]], ['intent', 'publish'])).to).toBe(`/design/${id}/publish`)
  })

  test('gives back what is too long as it was typed, and keeps both of what two leaders wrote', async () => {
    const id = await draftOf(medallionOf())
    const long = 'x'.repeat(10_001)
    const refused = await open(
      `/design/${id}`,
      ruth,
      [...HEAD, ['revision', '2'], ['mission', long]].filter(
        ([name, value]) => name !== 'mission' || value === long,
      ) as [string, string][],
    )
    expect(refused.status).toBe(422)
    expect(refused.html).toContain(long)
    await open(
      `/design/${id}`,
      other,
      [...HEAD, ['revision', '2'], ['title', 'Omar wrote this']].filter(
        ([name, value]) => name !== 'title' || value !== 'Ours',
      ) as [string, string][],
    )
    const clash = await open(`/design/${id}`, ruth, [...HEAD, ['revision', '2'], ...picks(PICKS.slice(0, 8))])
    expect(clash.to).toBe(`/design/${id}#both`)
    const { html } = await open(`/design/${id}`, ruth)
    expect(html).toContain('You changed this medallion while somebody else saved it.')
    const settle = /settle:[0-9a-f-]{36}:kept/.exec(html)?.[0] ?? ''
    const revision = String((await findDraft(db, id))?.revision)
    await open(`/design/${id}`, ruth, [
      ...HEAD.filter(([name]) => name !== 'title'),
      ['title', 'Omar wrote this'],
      ['revision', revision],
      ['intent', settle],
    ])
    expect((await contentOf(id))?.title).toBe('Ours')
  })

  test('searches the catalogue and keeps what is picked', async () => {
    const id = await draftOf(medallionOf())
    const { html } = await open(`/design/${id}?q=driving`, ruth)
    expect(html).toContain('What you picked stays picked.')
    expect(html.match(/<input[^>]*name="pick"[^>]*checked/g)).toHaveLength(8)
    expect(html.match(/<label class="row pick"/g)?.length).toBeLessThan(8)
  })
})
