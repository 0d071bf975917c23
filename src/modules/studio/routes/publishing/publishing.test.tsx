import { beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/platform/actor.ts'
import type { WebWorld } from '#src/platform/world.ts'
import * as microCredential from '#src/modules/catalogue/routes/micro-credential.tsx'
import * as publicStack from '#src/modules/catalogue/routes/stack.tsx'
import { importFrameworks } from '#src/modules/catalogue/commands/frameworks/shipped.ts'
import * as plan from '#src/modules/submissions/routes/plan.tsx'
import * as pursuit from '#src/modules/submissions/routes/pursuit.tsx'
import * as start from '#src/modules/submissions/routes/start.tsx'
import { addToPlan } from '#src/modules/submissions/commands/plan.ts'
import { decideOn, makeSubmitted, newestAttempt } from '#test/factories/pursuits.ts'
import { testDatabase } from '#test/database/database.ts'
import { drawPages } from '#test/program/drawn.tsx'
import { importFixtureCatalogue, makeDistrict, makePerson, makeSchool, NOON } from '#test/factories/factories.ts'
import { frameworkFiles } from '#test/factories/frameworks/frameworks.ts'
import * as edit from '../edit.tsx'
import * as publish from './publish.tsx'
import * as review from './review.tsx'
import * as thing from './thing.tsx'

const { db } = await testDatabase()
const SLUG = 'aligning-to-standards'
const THING = `/studio/micro-credential/${SLUG}`
let noor: Actor
let omar: Actor
let stranger: Actor
let educator: Actor

beforeAll(async () => {
  const publisher = await importFixtureCatalogue(db)
  await importFrameworks({ db, now: NOON, publisherId: publisher.id }, await frameworkFiles())
  noor = await makePerson(db, [{ kind: 'author', at: publisher }], 'Noor')
  omar = await makePerson(db, [{ kind: 'author', at: publisher }], 'Omar')
  stranger = await makePerson(db, [{ kind: 'registrar', at: publisher }])
  educator = await makePerson(db, [{ kind: 'educator', at: await makeSchool(db, await makeDistrict(db)) }])
})

const PAGES = {
  '/studio/drafts/:id/edit/:section': edit,
  '/studio/drafts/:id/review': review,
  '/studio/drafts/:id/publish': publish,
  '/studio/:kind/:slug': thing,
  '/micro-credentials/:slug': microCredential,
  '/stacks/:slug': publicStack,
  '/pursuits': start,
  '/pursuits/:id': pursuit,
  '/plan': plan,
}
const world = { db, now: () => NOON, config: { publicUrl: 'http://localhost:4600' } } as unknown as WebWorld

/** A page as the server answers it: its status, its words, or where it sends to. */
const draw = drawPages(world, PAGES)
const open = (path: string, actor: Actor, fields?: Record<string, string>) =>
  draw(path, actor, fields === undefined ? {} : { body: new URLSearchParams(fields) })

const fingerprintIn = (html: string): string => /name="fingerprint" value="([^"]+)"/.exec(html)?.[1] ?? ''

describe('a review and a publication', () => {
  let draft = ''

  test('begin on the page of the thing, and are for its authors alone', async () => {
    draft = (await open(THING, noor, { intent: 'draft' })).to
    expect(draft).toMatch(/^\/studio\/drafts\//)
    for (const page of [THING, `${draft}/review`, `${draft}/publish`])
      expect((await open(page, stranger)).status, page).toBe(403)
    expect((await open('/studio/micro-credential/no-such', noor)).status).toBe(404)
    expect((await open('/studio/medallion/no-such', noor)).status).toBe(404)
    expect((await open(`${draft}/review`, noor, { intent: 'nonsense' })).status).toBe(404)
  })

  test('keep the words that are refused, and stand at the place that was chosen', async () => {
    const at = `${draft}/review?at=${encodeURIComponent('about|title')}`
    const chosen = await open(at, omar)
    expect(chosen.html).toContain('Your comment on: Title')
    const empty = await open(at, omar, { intent: 'comment', section: 'about', place: 'title', body: ' ' })
    expect(empty).toMatchObject({ status: 422, html: expect.stringContaining('Write what you want to say.') as string })
    const body = 'Is “Standards” enough?'
    const sent = await open(at, omar, { intent: 'comment', section: 'about', place: 'title', body })
    expect(sent.to).toMatch(/#comment-/)
    expect((await open(`${draft}/edit/about`, noor)).html).toContain(`Omar: ${body}`)
    const comment = sent.to.split('#comment-')[1] ?? ''
    await open(`${draft}/review`, noor, { intent: 'answer', comment, body: 'It is.' })
    await open(`${draft}/review`, noor, { intent: 'resolve', comment })
    const { html } = await open(`${draft}/review`, noor)
    expect(html).toContain('It is.')
    expect(html).toContain('Dealt with, Noor')
    expect((await open(`${draft}/edit/about`, noor)).html).not.toContain(body)
  })

  test('say what is missing, and publish when a second author has said that it is ready', async () => {
    const page = await open(`${draft}/publish`, noor)
    expect(page.html).toContain('A second author says of this text that it is ready.')
    const form = { step: 'patch', changeNote: 'Nothing much.', fingerprint: fingerprintIn(page.html) }
    const early = await open(`${draft}/publish`, noor, form)
    expect(early.status).toBe(422)
    expect(early.html).toContain('has not said of this text that it is ready')
    expect(early.html).toContain('Nothing much.')

    await open(`${draft}/review`, noor, { intent: 'ask', note: '' })
    const mute = await open(`${draft}/review`, omar, { intent: 'please change', answer: '', fingerprint: 'x' })
    expect(mute.html).toContain('Say what should change')
    const { html } = await open(`${draft}/review`, omar)
    await open(`${draft}/review`, omar, { intent: 'ready', fingerprint: fingerprintIn(html) })
    const begun = await open('/pursuits', educator, { micro_credential: SLUG })
    const done = await open(`${draft}/publish`, noor, form)
    expect(done.to).toBe(`${THING}?published=2`)
    expect((await open(`${draft}/publish`, noor)).html).toContain('It became version 2 (1.0.1)')
    expect((await open(`${draft}/publish`, noor, form)).to).toBe(`${draft}/publish`)
    expect((await open(`${draft}/review`, noor)).status).toBe(404)

    const versions = await open(`${THING}?from=1&to=2`, noor)
    expect(versions.html).toContain('Nothing. Both say the same.')
    expect(versions.html).toContain('Nothing much.')
    const own = await open(begun.to, educator)
    expect(own.html).toContain('There is a newer version (2)')
    expect(own.html).toContain('Version 2: Nothing much.')
  })
})

describe('the figures of a micro-credential', () => {
  test('stand on its page from five people on, with the criterion that is most often not met', async () => {
    const slug = 'developing-driving-questions'
    const page = `/studio/micro-credential/${slug}`
    const school = await makeSchool(db, await makeDistrict(db))
    const decide = async (unmet: number): Promise<void> => {
      const actor = await makePerson(db, [{ kind: 'educator', at: school }])
      const attempt = await newestAttempt(db, await makeSubmitted({ db, actor, now: NOON }, slug))
      await decideOn(db, attempt, attempt.openCriteria.slice(1, 1 + unmet))
    }
    for (const unmet of [0, 0, 1, 1]) await decide(unmet)
    expect((await open(page, noor)).html).toContain('Fewer than 5 people have had a decision on version 1.')
    await decide(0)
    const { html } = await open(page, noor)
    expect(html).toContain('3 of 5')
    expect(html.match(/Most often “not yet”/g)).toHaveLength(1)
    expect(html).not.toContain('Too few')
  })
})

describe('what is retired', () => {
  test('says so wherever it is met, and is refused to who would begin it', async () => {
    const slug = 'infusing-skills'
    const page = `/studio/micro-credential/${slug}`
    await addToPlan({ db, actor: educator, now: NOON }, slug)
    const mute = await open(page, noor, { intent: 'retire', because: '' })
    expect(mute).toMatchObject({ status: 422, html: expect.stringContaining('Say why it is retired') as string })
    expect((await open(page, noor, { intent: 'retire', because: 'Two others cover it.' })).to).toBe(page)
    expect((await open(page, noor)).html).toContain('Take it up again')

    const shown = await open(`/micro-credentials/${slug}`, educator)
    expect(shown.html).toContain('This micro-credential was retired on 24 November 2026.')
    expect(shown.html).toContain('Two others cover it.')
    expect(shown.html).not.toContain('Start this micro-credential')
    expect((await open('/stacks/planning-and-preparation', educator)).html).toContain('Retired · ')
    expect((await open('/plan', educator)).html).toContain('Retired: nobody begins it any more')
    const refused = await open('/pursuits', educator, { micro_credential: slug })
    expect(refused).toMatchObject({ status: 422, html: expect.stringContaining('This one is retired') as string })

    await open(page, noor, { intent: 'take-up' })
    expect((await open(`/micro-credentials/${slug}`, educator)).html).toContain('Start this micro-credential')
  })

  test('a stack and a badge say so too', async () => {
    const page = '/studio/stack/assessment'
    await open(page, noor, { intent: 'retire', because: 'Another takes its place.' })
    expect((await open('/stacks/assessment', educator)).html).toContain('This stack was retired')
    expect((await open(page, noor)).html).toContain('Who earns all that it lists still earns it')
    await open(page, noor, { intent: 'take-up' })
  })
})
