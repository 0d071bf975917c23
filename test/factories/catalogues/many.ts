/** A catalogue as it may become: thousands of micro-credentials, all of them made from the founding thirty. */

import { readContentFolder } from '#src/modules/catalogue/commands/read-content.ts'
import { reviseCatalogue } from '#src/modules/catalogue/queries/import.ts'
import type { Alignment, CatalogueContent, MicroCredentialContent } from '#src/modules/catalogue/rules/content.ts'
import { FIGURES } from '#src/modules/catalogue/rules/emblems/emblems.ts'
import { isOutline } from '#src/modules/catalogue/rules/content.ts'
import { readCatalogue } from '#src/modules/catalogue/rules/files.ts'
import { inTransaction, type Db } from '#src/platform/database/database.ts'
import { newId } from '#src/platform/database/ids.ts'
import { Dice } from '#test/factories/dice.ts'

const FIELDS =
  'Mathematics,Science,History,Geography,Art,Music,Physical Education,Chemistry,Biology,Physics,Reading,Writing,Spanish,French,Civics,Economics,Computing,Robotics,Theatre,Health,Welding,Nursing,Farming,Engineering,Design,Film,Poetry,Algebra,Geometry,Statistics'.split(
    ',',
  )
const PLACES =
  'Early Years,Primary Grades,Middle School,High School,Rural Schools,Large Classes,Online Classes,Evening School,Special Education,Multilingual Classrooms,Outdoor Lessons,the Library,the Workshop,the Laboratory,Small Groups,Mixed Ages,Advisory,Summer School,Community College,Teacher Training'.split(
    ',',
  )
const SYLLABLES = 'bal,cor,den,fir,gan,hol,jun,kel,lor,mar,nev,pol,quin,ros,sel,tur,ven,wil,yor,zan'.split(',')

/** Puts so many micro-credentials beside those that are there, in badges of several stacks and a few stacks without. */
export async function fillCatalogue(db: Db, given: { publisherId: string; count: number; seed: number; now: Date }) {
  const { publisherId, count, now } = given
  const make = await openMaking(given.seed)
  const { dice } = make
  const published = { org_id: publisherId, state: 'published', number: 1, content_hash: 'made', published_at: now }
  const thing = { org_id: publisherId, created_at: now }
  return inTransaction(db, async (tx) => {
    let [made, badges, stacks] = [0, 0, 0]
    let badge: { id: string; stacks: number } | null = null
    while (made < count) {
      if (badge === null || badge.stacks === 0) {
        badges += 1
        const content = make.badge(`badge-${badges}`)
        badge = { id: newId(), stacks: 3 + dice.below(8) }
        await tx
          .insertInto('badge')
          .values({ ...thing, id: badge.id, slug: content.id })
          .execute()
        const said = { id: newId(), badge_id: badge.id, title: content.title, content: JSON.stringify(content) }
        await tx
          .insertInto('badge_version')
          .values({ ...published, ...said })
          .execute()
      }
      badge.stacks -= 1
      stacks += 1
      const [stackId, size] = [newId(), Math.min(count - made, 2 + dice.below(11))]
      const slugs = Array.from({ length: size }, (_, at) => `made-${made + at + 1}`)
      const stack = make.stack(`stack-${stacks}`, stacks, slugs)
      const stands = { badge_id: dice.chance(0.1) ? null : badge.id, position: stacks }
      await tx
        .insertInto('stack')
        .values({ ...thing, id: stackId, slug: stack.id, ...stands })
        .execute()
      await tx
        .insertInto('stack_version')
        .values({ ...published, id: newId(), stack_id: stackId, title: stack.title, content: JSON.stringify(stack) })
        .execute()
      const members = slugs.map((slug, at) => ({
        id: newId(),
        slug,
        position: at + 1,
        content: make.one(slug, stack.id),
      }))
      await tx
        .insertInto('micro_credential')
        .values(members.map(({ id, slug, position }) => ({ ...thing, id, slug, position, stack_id: stackId })))
        .execute()
      await tx
        .insertInto('micro_credential_version')
        .values(
          members.map(({ id, content }) => ({
            ...published,
            id: newId(),
            micro_credential_id: id,
            title: content.title,
            competency: content.competency,
            hours_min: content.hours.min,
            hours_max: content.hours.max,
            hours_credited: content.hours.credited,
            content: JSON.stringify(content),
          })),
        )
        .execute()
      made += size
    }
    await reviseCatalogue(tx, publisherId, now)
    return { badges, stacks }
  })
}

async function openMaking(seed: number) {
  const dice = new Dice(seed)
  const read = readCatalogue(await readContentFolder('content/pbl'))
  if (!read.ok) throw new Error('The founding catalogue cannot be read.')
  const { badge, stacks, microCredentials }: CatalogueContent = read.catalogue
  const plainStack = stacks.filter(({ note }) => note === undefined)[0]
  if (plainStack === undefined) throw new Error('Every founding stack has a note.')
  const founding = microCredentials.filter((content): content is MicroCredentialContent => !isOutline(content))
  const sentences = founding.flatMap((content) => sentencesOf([content.summary, content.why_it_matters].join(' ')))
  const titles = founding.map(({ title }) => title)
  const aliases = founding.flatMap((content) => content.aliases)
  const words = [...new Set(sentences.flatMap((sentence) => sentence.match(/\b[a-z]{5,}\b/g) ?? []))]
  const alignments = [...founding.flatMap((content) => content.alignments), ...districtFramework()]

  const name = (): string => {
    const [first = '', ...rest] = [dice.pick(SYLLABLES), dice.pick(SYLLABLES), dice.pick(['', 'er', 'ian', 'a'])].join(
      '',
    )
    return first.toUpperCase() + rest.join('')
  }
  const context = (): string => dice.pick([`in ${dice.pick(FIELDS)}`, `for ${dice.pick(PLACES)}`, `the ${name()} Way`])
  const title = (): string =>
    dice.pick([
      `${dice.pick(titles)} ${context()}`,
      `${dice.pick(aliases)} ${context()}`,
      `${dice.pick(FIELDS)}: ${dice.pick(aliases)}`,
      `${dice.pick(aliases)} and ${dice.pick(aliases)}`,
    ])
  /** A text that says something else in every fourth sentence, and in some words. */
  const retold = (text: string): string =>
    sentencesOf(text)
      .map((sentence) => (dice.chance(0.25) ? dice.pick(sentences) : sentence))
      .map((sentence) => sentence.replaceAll(/\b[a-z]{5,}\b/g, (word) => (dice.chance(0.1) ? dice.pick(words) : word)))
      .join(' ')
  const retell = <Value>(value: Value): Value => {
    if (Array.isArray(value)) return value.map(retell) as Value
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, retell(inner)])) as Value
    return (typeof value === 'string' && value.length > 40 && value.includes('. ') ? retold(value) : value) as Value
  }
  return {
    dice,
    badge: (id: string) => ({
      ...badge,
      id,
      title: `${name()} Badge of ${dice.pick(FIELDS)}`,
      letter: dice.pick('ABCDEFGH'.split('')),
      stacks: [],
    }),
    stack: (id: string, nth: number, micro_credentials: string[]) => ({
      ...plainStack,
      id,
      title: `${dice.pick(aliases)} ${context()}`,
      numeral: ['I', 'II', 'III', 'IV', 'V'][nth % 5] ?? 'I',
      figure: dice.pick(FIGURES),
      ink: dice.pick([1, 2, 3, 4, 5] as const),
      salt: dice.below(1000),
      micro_credentials,
    }),
    one(id: string, stack: string): MicroCredentialContent {
      const content = retell(dice.pick(founding))
      const credited = dice.pick([1, 1, 1.25, 1.5, 1.5, 1.75, 2, 2])
      return {
        ...content,
        id,
        stack,
        title: title(),
        aliases: Array.from({ length: 2 + dice.below(5) }, () =>
          dice.pick([dice.pick(aliases), title(), `${name()} protocol`]),
        ),
        competency: content.competency.replace(/\.$/, ` ${context()}.`),
        hours: { min: 1, max: 2, credited },
        alignments: [...new Set(Array.from({ length: 3 + dice.below(7) }, () => dice.pick(alignments)))],
        prerequisites: [],
        helpful_before: [],
      }
    },
  }
}

const sentencesOf = (text: string): string[] => text.split(/(?<=[.?!]) /)

/** What a district may have brought in beside the national frameworks. */
const districtFramework = (): Alignment[] =>
  Array.from({ length: 120 }, (_, at) => ({
    framework: 'Riverbend Framework of Practice',
    edition: '2025',
    code: `${1 + Math.floor(at / 10)}.${1 + (at % 10)}`,
    name: `${FIELDS[at % FIELDS.length] ?? ''} practice ${at + 1}`,
    why: 'It is a part of this practice.',
    basis: 'inferred',
  }))
