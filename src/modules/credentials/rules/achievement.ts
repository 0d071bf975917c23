/** The Open Badges achievement of a published version: the same words as the catalogue, and never changed. */

import { alignmentAnchor } from '../../catalogue/rules/content.ts'
import { requiredLevel } from '../../catalogue/rules/rubric.ts'
import type {
  Alignment,
  BadgeContent,
  Criterion,
  MicroCredentialContent,
  StackContent,
} from '../../catalogue/rules/content.ts'
import { drawingPath } from '../../catalogue/rules/emblems/style.ts'
import type { MedallionContent } from '../../medallions/rules/content.ts'
import { neededOf } from '../../medallions/rules/qualify.ts'
import { issuerDid } from './didweb.ts'

/** What a credential says of its issuer. */
export type Issuer = { slug: string; name: string; url: string | null; country: string; region: string | null }

export type AwardKind = 'micro-credential' | 'stack' | 'badge' | 'medallion'
/** What others are built on comes before them. */
export const AWARD_KINDS = ['micro-credential', 'stack', 'badge', 'medallion'] as const

/**
 * The public page of what was earned. Two schools may call their medallions alike, so the slug of one is wherever awards
 * are told of that of its organisation and its own: `riverbend/ready-together`.
 */
export const pagePath = (kind: AwardKind, slug: string): string => `/${kind}s/${slug}`
/** The achievement of one version, which never says anything else; without a version, the newest. */
export const achievementPath = (kind: AwardKind, slug: string, version?: number): string =>
  `/achievements/${kind}s/${slug}${version === undefined ? '' : `/${version}`}`

/** The version whose achievement an address of this installation names; null for every other address. */
export function achievementAt(
  publicUrl: string,
  address: string,
): { kind: AwardKind; slug: string; number: number } | null {
  const path = address.startsWith(`${publicUrl}/`) ? address.slice(publicUrl.length) : ''
  const [, kinds, slug = '', number] =
    /^\/achievements\/([a-z-]+)\/([a-z0-9-]+(?:\/[a-z0-9-]+)?)\/(\d{1,6})$/.exec(path) ?? []
  const kind = AWARD_KINDS.find((each) => `${each}s` === kinds)
  if (kind === undefined || slug.includes('/') !== (kind === 'medallion')) return null
  return { kind, slug, number: Number(number) }
}
type Place = { publicUrl: string; issuer: Issuer; slug: string; version: number }

/** A part of a collection: which one it is, whatever its version. */
export type Component = { kind: AwardKind; slug: string; title: string }

/**
 * The issuer as the author of an achievement. Its address stands with the issuer alone: two addresses without ids that
 * say the same of one issuer could only be told apart by the slow way to the canonical form.
 */
const creatorOf = (publicUrl: string, issuer: Issuer) => {
  const { address: _, ...creator } = profileOf(publicUrl, issuer)
  return creator
}

export function profileOf(publicUrl: string, issuer: Issuer) {
  return {
    id: issuerDid(publicUrl, issuer.slug),
    type: ['Profile'],
    name: issuer.name,
    url: issuer.url ?? publicUrl,
    address: {
      type: ['Address'],
      addressCountryCode: issuer.country,
      ...(issuer.region === null ? {} : { addressRegion: issuer.region }),
    },
  }
}

const common = (kind: AwardKind, { publicUrl, issuer, slug, version }: Place, title: string) => ({
  id: publicUrl + achievementPath(kind, slug, version),
  type: ['Achievement'],
  name: title,
  version: String(version),
  creator: creatorOf(publicUrl, issuer),
  image: {
    id: publicUrl + drawingPath(kind, slug, 'png'),
    type: 'Image',
    caption: `The seal of ${title}`,
  },
})

/** Places in the achievement's own document, so that no other version has them. */
export const resultId = (achievementId: string, criterionId: string): string => `${achievementId}#${criterionId}`
export const levelId = (achievementId: string, criterionId: string, level: string): string =>
  `${resultId(achievementId, criterionId)}/${level}`

function resultDescription(achievementId: string, content: MicroCredentialContent, criterion: Criterion) {
  return {
    id: resultId(achievementId, criterion.id),
    type: ['ResultDescription'],
    name: criterion.title,
    resultType: 'RubricCriterionLevel',
    requiredLevel: levelId(achievementId, criterion.id, requiredLevel(content).id),
    rubricCriterionLevel: content.rubric.levels.map(({ id, name }, place) => ({
      id: levelId(achievementId, criterion.id, id),
      type: ['RubricCriterionLevel'],
      name,
      level: name,
      points: String(place),
      description: criterion.levels[id] ?? name,
    })),
  }
}

/** A CASE item has an address of its own; anything else is said where the catalogue says why it was aligned. */
const alignmentOf = (page: string, alignment: Alignment) => {
  const { name, framework, edition, code, identifier, url } = alignment
  const target = {
    type: ['Alignment'],
    targetName: name,
    targetFramework: `${framework} (${edition})`,
    targetCode: code,
  }
  return identifier === undefined || url === undefined
    ? { ...target, targetUrl: `${page}#${alignmentAnchor(alignment)}` }
    : { ...target, targetType: 'CFItem', targetUrl: url }
}

const hoursText = (hours: number): string => `${hours} ${hours === 1 ? 'hour' : 'hours'}`
const list = (items: readonly string[]): string => items.map((item) => `- ${item}`).join('\n')

/** What the European recommendation on micro-credentials asks for and Open Badges has no field for, in plain words. */
const particulars = (issuer: Issuer, lines: readonly (readonly [string, string])[]): string =>
  list([...lines, ['Country of the issuer', issuer.country] as const].map(([term, answer]) => `**${term}**: ${answer}`))

const LEVEL = 'No level of a qualifications framework is claimed'
const QUALITY =
  'Internal, by the issuer: a published rubric that the educator sees before beginning, and assessors who see neither the name nor the school of the educator'

/** The particulars of what is made of micro-credentials. */
const COLLECTED = [
  ['Workload', 'The sum of the hours of what it is made of, stated with the person who earned it'],
  ['Type of assessment', 'Each micro-credential is assessed by a trained person against its published rubric'],
  ['Form of participation', 'Online, at the pace of the educator, with work from their own setting'],
  ['Quality assurance', QUALITY],
  ['Level', LEVEL],
] as const

function microCredentialCriteria(content: MicroCredentialContent, issuer: Issuer): string {
  const { assessment, hours, rubric } = content
  const need = requiredLevel(content)
  return [
    content.competency,
    `The educator hands in a product, a reflection and an application. The micro-credential is earned when every criterion is at **${need.name}** or above; nothing is averaged.`,
    list(rubric.criteria.map(({ title, levels, id }) => `**${title}**: ${levels[need.id] ?? id}`)),
    particulars(issuer, [
      [
        'Workload',
        `${hoursText(hours.min)} to ${hoursText(hours.max)}; ${hoursText(hours.credited)} of professional learning are credited (they are hours of work, not academic credit)`,
      ],
      ['Type of assessment', assessment.type],
      ['Form of participation', assessment.participation],
      ['Quality assurance', QUALITY],
      ['Level', LEVEL],
      ...(content.validity === undefined
        ? []
        : [['Validity', `${content.validity.months} months from the day it was earned`] as const]),
      ['Prerequisites', content.prerequisites.length === 0 ? 'None' : content.prerequisites.join(', ')],
    ]),
  ].join('\n\n')
}

export function microCredentialAchievement(place: Place, content: MicroCredentialContent) {
  const base = common('micro-credential', place, content.title)
  const page = place.publicUrl + pagePath('micro-credential', place.slug)
  return {
    ...base,
    achievementType: 'MicroCredential',
    description: content.competency,
    inLanguage: content.language,
    creditsAvailable: content.hours.credited,
    ...(content.tags.length === 0 ? {} : { tag: content.tags }),
    criteria: { id: `${page}#rubric`, narrative: microCredentialCriteria(content, place.issuer) },
    ...(content.alignments.length === 0
      ? {}
      : { alignment: content.alignments.map((alignment) => alignmentOf(page, alignment)) }),
    resultDescription: content.rubric.criteria.map((criterion) => resultDescription(base.id, content, criterion)),
  }
}

/**
 * A stack or a badge: earned by earning all it is made of. Which versions of its parts a person earned, and the hours of
 * them, stand with the person in the credential, so that this stays the same for everyone.
 */
export function collectionAchievement(
  kind: 'stack' | 'badge',
  place: Place,
  content: StackContent | BadgeContent,
  components: readonly Component[],
) {
  return {
    ...common(kind, place, collectionTitle(kind, content.title)),
    achievementType: kind === 'stack' ? 'Certificate' : 'Badge',
    description: content.summary,
    inLanguage: content.language,
    criteria: {
      id: place.publicUrl + pagePath(kind, place.slug),
      narrative: [
        `Earned by earning all ${components.length} of its ${kind === 'stack' ? 'micro-credentials' : 'stacks'}:`,
        list(components.map(({ title }) => title)),
        particulars(place.issuer, COLLECTED),
      ].join('\n\n'),
    },
    related: components.map((component) => ({
      id: place.publicUrl + achievementPath(component.kind, component.slug),
      type: ['Related'],
    })),
  }
}

/** A micro-credential that a medallion asks for, with what it is for, and the choice that it stands in. */
export type Picked = { slug: string; title: string; goal: string; line: string; group: string | null }

/**
 * A medallion: earned by what an organisation chose for its mission. Its goals are what it is aligned to; which of the
 * choices a person earned stands with the person.
 */
export function medallionAchievement(place: Place, content: MedallionContent, picks: readonly Picked[]) {
  const page = place.publicUrl + pagePath('medallion', place.slug)
  const listed = (some: readonly Picked[]) =>
    list(some.map(({ title, goal, line }) => `**${title}** (${goal}): ${line}`))
  const required = picks.filter(({ group }) => group === null)
  const choices = content.groups.flatMap(({ id, title, needed }) => {
    const among = picks.filter(({ group }) => group === id)
    return [`${title}: ${needed} of these ${among.length}.`, listed(among)]
  })
  return {
    ...common('medallion', place, content.title),
    achievementType: 'Certificate',
    description: content.summary,
    inLanguage: content.language,
    criteria: {
      id: page,
      narrative: [
        content.mission,
        `Earned by earning ${neededOf(content)} micro-credentials, each chosen by ${place.issuer.name} for what it says of its mission.`,
        ...(required.length === 0 ? [] : [`All ${required.length} of these:`, listed(required)]),
        ...choices,
        particulars(place.issuer, COLLECTED),
      ].join('\n\n'),
    },
    alignment: content.goals.map(({ id, name, text }) => ({
      type: ['Alignment'],
      targetName: name,
      targetDescription: text,
      targetFramework: `The mission of ${place.issuer.name}`,
      targetUrl: `${page}#goal-${id}`,
    })),
    related: picks.map(({ slug }) => ({
      id: place.publicUrl + achievementPath('micro-credential', slug),
      type: ['Related'],
    })),
  }
}

/** "Instruction stack"; a badge and a medallion bear their own names. */
export const collectionTitle = (kind: AwardKind, title: string): string => (kind === 'stack' ? `${title} stack` : title)

/** What a person earned of a collection, in words: the version and the hours of each part. */
export const earnedWith = (parts: readonly { title: string; version: number; hours: number }[]): string =>
  `Earned with:\n\n${list(parts.map(({ title, version, hours }) => `${title}, version ${version} (${hoursText(hours)})`))}`

export type Achievement =
  | ReturnType<typeof microCredentialAchievement>
  | ReturnType<typeof collectionAchievement>
  | ReturnType<typeof medallionAchievement>
