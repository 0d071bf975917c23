import type { Page } from 'playwright'
import { beforeAll, describe, expect, it } from 'vitest'
import routes from '#src/routes.ts'
import { caseFile } from '#test/factories/frameworks/frameworks.ts'
import { beginDraft, beginMedallion, beginStack } from './acting.ts'
import { askToConnect, checkAwards, claim, handIn, inviteTo, readPeople } from './posting.ts'
import { setStage, type Inspecting, type Look } from './stage.ts'

const stage = setStage()

const FULL = '/micro-credentials/developing-driving-questions'
const MAIN: Look[] = ['1280-light']
const BEST: Look[] = ['1280-light', '360-light', '1280-dark']

/** A quick run looks at those whose picture is kept; the deep one at all. */
const ALL = Boolean(process.env['DEEP'] ?? process.env['SCREENS'])

/** Addresses that the stories below find out. */
const found: Record<string, string> = {}

const check = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Check this credential' }).click()
  await page.locator('#found').waitFor()
}
const signInWrongly = async (page: Page): Promise<void> => {
  await page.getByLabel('E-mail address').fill('somebody@riverbend.example')
  await page.getByLabel('Password').fill('not this one')
  await press('Sign in')(page)
}
const pressAnd =
  (name: string, then: string) =>
  async (page: Page): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click()
    await page.locator(then).waitFor()
  }
const checkFramework = async (page: Page): Promise<void> => {
  await page.getByLabel('Or its text').fill(JSON.stringify(caseFile()))
  await pressAnd('Check this framework', '#checked')(page)
}
const press = (name: string) => pressAnd(name, '[role=alert]')
const writeDarkInk = async (page: Page): Promise<void> => {
  await page.getByLabel('Ink').fill('#1c3a82')
  await page.getByLabel('Mission').fill('Every learner asks real questions.')
  await press('Save')(page)
}

const checkCohort = async (page: Page): Promise<void> => {
  await page.getByLabel('Name of the cohort').fill('Spring at Cedar Hill')
  await page.getByLabel('Cedar Hill High School').check()
  await pressAnd('See what it would do', '.letter')(page)
}
const findEducators = async (page: Page): Promise<void> => {
  await page.getByLabel('Find educators by name or address').fill('riverbend')
  await page.locator('.search-people').getByRole('button', { name: 'Search' }).click()
  await page.locator('#field-found').waitFor()
}

const sendToStranger = async (page: Page): Promise<void> => {
  await page.getByLabel('Also to').fill('somebody@elsewhere.example')
  await pressAnd('Send it to me by mail', '.wrong-text')(page)
}

/** Every page as the person whom it is for: the name of its picture, its address, what docs/screens keeps of it. */
const PAGES: Record<string, [picture: string, address: string, options?: Inspecting][]> = {
  nobody: [
    ['home', '/', { keeps: MAIN }],
    ['catalogue', '/catalogue', { keeps: BEST }],
    ['search', '/catalogue?q=feedback', { keeps: MAIN }],
    ['search-without-result', '/catalogue?q=zeppelin'],
    ['badge', '/badges/project-based-learning-badge'],
    ['stack', '/stacks/planning-and-preparation'],
    ['micro-credential', FULL, { keeps: MAIN }],
    ['sign-in', '/sign-in'],
    ['sign-in-refused', '/sign-in', { first: signInWrongly }],
    ['sign-in-link', '/sign-in/link?token=unknown'],
    ['invitation', ':invitation', { keeps: MAIN }],
    ['invitation-gone', '/invitations/unknown'],
    ['medallions', '/medallions', { keeps: MAIN }],
    ['medallion', ':medallion', { keeps: BEST }],
    ['poster', ':medallion/poster', { keeps: MAIN }],
    ['credential', ':credential', { keeps: BEST }],
    ['verify-empty', '/verify'],
    ['verify-nothing', '/verify', { first: press('Check this credential') }],
    ['verify', '/verify?url=:site:credential', { keeps: BEST, first: check }],
    ['accessibility', '/accessibility'],
    ['privacy', '/privacy'],
    ['demo', '/demo'],
    ['mail', '/dev/mail'],
    ['not-found', '/nothing-here'],
  ],
  educator: [
    ['medal', '/medal', { keeps: BEST }],
    ['plan', '/plan', { keeps: MAIN }],
    ['plan-search', '/plan?q=feedback'],
    ['account', '/account'],
    ['address-gone', '/account/addresses/unknown'],
    ['my-credentials', '/my-credentials', { keeps: MAIN }],
    ['sharing', '/my-credentials:credentialId/sharing', { keeps: MAIN }],
    ['transcript', '/transcript', { keeps: MAIN }],
    ['hours', '/hours', { keeps: MAIN }],
    ['hours-refused', '/hours?from=2026-09-02&until=2026-09-01'],
    ['reminders', '/reminders', { keeps: MAIN }],
    ['reminders-gone', '/reminders/stop/unknown'],
    ['renew', '/my-credentials/renew'],
    ['elsewhere', '/my-credentials/elsewhere'],
    ['wallet', '/my-credentials:credentialId/wallet', { first: pressAnd('Make a link for my wallet', '#offer') }],
    ['connect', ':question'],
    ['connections', '/connections'],
    ['pursuit-draft', ':draft'],
    ['workspace-product', ':draft/product', { keeps: BEST }],
    ['workspace-reflection', ':draft/reflection'],
    ['workspace-application', ':draft/application'],
    ['check', ':draft/check', { keeps: MAIN }],
    ['check-refused', ':draft/check', { first: press('Submit for assessment') }],
    ['pursuit-not-yet', ':notYet', { keeps: MAIN }],
    ['handed-in', ':notYet/product'],
    ['pursuit-earned', ':earned'],
    ['not-yours', '/queue'],
  ],
  'educator-2': [
    ['medal-empty', '/medal'],
    ['my-credentials-empty', '/my-credentials'],
    ['pursuit-submitted', ':submitted'],
  ],
  assessor: [
    ['queue', '/queue', { keeps: MAIN }],
    ['judgement', ':judgement', { keeps: BEST }],
    ['judgement-incomplete', ':judgement', { first: press('Give the decision') }],
  ],
  'assessor-2': [
    ['medal-offer', '/medal'],
    ['join', ':join', { keeps: MAIN }],
    ['join-gone', '/join/nobody-has-this-one'],
    ['take-up', ':answer'],
  ],
  author: [
    ['coaching', '/coaching', { keeps: MAIN }],
    ['coaching-draft', ':coached', { keeps: BEST }],
    ['studio', '/studio', { keeps: MAIN }],
    ['studio-refused', '/studio', { first: press('Begin') }],
    ['studio-import', '/studio/import'],
    ['studio-draft', ':authored', { keeps: MAIN }],
    ['studio-section', ':authored/edit/product', { keeps: BEST }],
    ['studio-about', ':authored/edit/about'],
    ['studio-rubric', ':authored/edit/rubric', { keeps: BEST }],
    ['studio-alignments', ':authored/edit/alignments', { keeps: MAIN }],
    ['studio-stack', ':newStack/edit/stack', { keeps: MAIN }],
    ['studio-preview', ':authored/preview', { keeps: MAIN }],
    ['studio-review', ':authored/review', { keeps: MAIN }],
    ['studio-publish', ':authored/publish', { keeps: MAIN }],
    ['studio-versions', '/studio/micro-credential/rubric-design', { keeps: MAIN }],
  ],
  leader: [
    ['design', '/design', { keeps: MAIN }],
    ['designer', ':design', { keeps: BEST }],
    ['design-found', ':design?q=feedback'],
    ['design-publish', ':design/publish', { keeps: MAIN }],
    ['design-read', ':design/read', { keeps: MAIN }],
    ['progress', '/progress', { keeps: MAIN }],
    ['progress-cohort', ':progress', { keeps: BEST }],
    ['progress-schools', '/progress/schools', { keeps: MAIN }],
    ['report', '/report', { keeps: BEST }],
    ['report-refused', '/report', { first: sendToStranger }],
    ['cohorts', '/cohorts', { keeps: MAIN }],
    ['cohort-medallion', '/cohorts/new'],
    ['cohort-launch', ':launch', { keeps: MAIN }],
    ['cohort-found', ':launch', { first: findEducators }],
    ['cohort-refused', ':launch', { first: press('See what it would do') }],
    ['cohort-check', ':launch', { keeps: MAIN, first: checkCohort }],
    ['cohort', ':cohort', { keeps: MAIN }],
    ['cohort-add', ':cohort/add'],
  ],
  registrar: [
    ['awards', '/awards', { keeps: MAIN }],
    ['award', ':award', { keeps: MAIN }],
    ['bulk', '/awards/bulk', { keeps: MAIN }],
    ['bulk-refused', '/awards/bulk', { first: press('Check this file') }],
    ['bulk-file', ':bulk', { keeps: MAIN }],
    ['keys', '/keys'],
  ],
  admin: [
    ['people', '/people', { keeps: MAIN }],
    ['import', '/people/import', { keeps: MAIN }],
    ['import-refused', '/people/import', { first: press('Read this file') }],
    ['import-file', ':import', { keeps: BEST }],
    ['import-people', ':import?show=added'],
    ['organisations', '/organisations', { keeps: BEST }],
    ['organisation', ':school', { keeps: BEST }],
    ['organisation-place', ':school/place'],
    ['organisation-profile', ':school/profile', { keeps: MAIN }],
    ['organisation-ink', ':school/profile', { first: writeDarkInk }],
    ['organisation-role', ':role'],
    ['frameworks', '/frameworks', { keeps: MAIN }],
    ['framework-refused', '/frameworks', { first: press('Check this framework') }],
    ['framework-checked', '/frameworks', { first: checkFramework }],
  ],
}

const addressOf = (address: string): string =>
  address.replaceAll(/:(\w+)/g, (_, name: string) => found[name] ?? `:${name} was not found`)

describe('every page', () => {
  const windows = new Map<string, Page>()

  beforeAll(async () => {
    for (const person of Object.keys(PAGES)) windows.set(person, await stage.enter(person === 'nobody' ? null : person))
    const at = (person: string): Page => {
      const page = windows.get(person)
      if (page === undefined) throw new Error(`${person} has no window`)
      return page
    }
    const linked = async (person: string, address: string, row: string, name?: string): Promise<string> => {
      const page = at(person)
      await page.goto(address)
      const link = page.locator(row).getByRole('link', name === undefined ? {} : { name })
      return (await link.first().getAttribute('href')) ?? ''
    }
    found['school'] = await linked('admin', '/organisations', '.tree', 'Riverbend Middle School')
    found['role'] = await linked('admin', found['school'], '.ledger > li', '')
    found['invitation'] = await inviteTo(at('admin').request, found['school'])
    found['import'] = await readPeople(at('admin').request)
    found['draft'] = await linked('educator', '/plan', 'li.planned', 'Designing Authentic Tasks')
    found['notYet'] = await linked('educator', '/plan', 'li.planned', 'Developing Driving Questions')
    found['site'] = stage.program().url
    found['earned'] = await linked('nobody', '/dev/mail', 'article:has-text("Earned"):has-text("To educator@")')
    found['credential'] = await linked('educator', '/my-credentials', '.credential', 'Checking In')
    found['credentialId'] = (found['credential'] ?? '').replace('/credentials', '')
    found['question'] = await askToConnect(at('educator').request, stage.program().url)
    found['award'] = await linked('registrar', '/awards', 'tbody tr', '')
    found['bulk'] = await checkAwards(at('registrar').request)
    const { pursuit } = await handIn(at('educator-2').request, 'using-grasp-to-frame-a-task')
    found['submitted'] = pursuit
    await at('assessor').goto('/queue')
    const waiting = at('assessor').locator('#waiting li.row, section:has(#waiting) li.row', { hasText: 'Driving' })
    const code = /\w{2}-\d{4}/.exec(await waiting.first().innerText())?.[0] ?? ''
    found['authored'] = await beginDraft(at('author'), 'Rubric Design')
    found['newStack'] = await beginStack(at('author'), 'Outdoor Learning')
    found['launch'] = await linked('leader', '/cohorts/new', 'li.row')
    found['answer'] = (found['launch'] ?? '').replace('/cohorts/new', '/medallions/answer')
    found['cohort'] = await linked('leader', '/cohorts', 'tbody tr')
    await at('leader').goto(found['cohort'] ?? '')
    found['join'] = new URL(await at('leader').getByLabel('Give this to educators').inputValue()).pathname
    found['progress'] = (found['cohort'] ?? '').replace('/cohorts', '/progress')
    found['medallion'] = await linked('nobody', '/medallions', 'main', 'The Riverbend Medallion')
    found['design'] = await beginMedallion(at('leader'), 'Every Voice in the Work')
    found['coached'] = await linked('author', '/coaching', 'li.row')
    found['judgement'] = await claim(at('assessor').request, code)
  })

  for (const [person, pages] of Object.entries(PAGES)) {
    const looked = pages.filter(([, , { keeps } = {}]) => keeps !== undefined || ALL)
    if (looked.length === 0) continue
    describe(`for ${person}`, () => {
      // Two at once, each in a browser context of its own: one waits for the program while the other is looked at.
      it.concurrent.each(looked)('%s', async (picture, address, options = {}) => {
        const page = windows.get(person)
        if (page !== undefined) await stage.inspect(page, addressOf(address), picture, options)
      })
    })
  }

  it('is among them', () => {
    const seen = Object.values(PAGES).flatMap((pages) =>
      pages.map(([, address]) => new URL(addressOf(address), stage.program().url).pathname.slice(1)),
    )
    const missed = routes.filter(({ path = '' }) => {
      const pattern = new RegExp(`^${path.replace('*', '.*').replaceAll(/:\w+/g, '[^/]+')}$`)
      return !seen.some((address) => pattern.test(address))
    })
    // The first leads away, as the second and the last do; the third is open once, before anybody can sign in.
    expect(missed.map(({ path }) => path)).toEqual(['sign-out', 'me', 'setup', 'pursuits'])
  })
})
