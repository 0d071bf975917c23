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
import { issuerDid } from './didweb.ts'

/** What a credential says of its issuer. */
export type Issuer = { slug: string; name: string; url: string | null; country: string; region: string | null }

export type AwardKind = 'micro-credential' | 'stack' | 'badge'
export const AWARD_KINDS = ['micro-credential', 'stack', 'badge'] as const

/** The public page of what was earned. */
export const pagePath = (kind: AwardKind, slug: string): string => `/${kind}s/${slug}`
/** The achievement of one version, which never says anything else; without a version, the newest. */
export const achievementPath = (kind: AwardKind, slug: string, version?: number): string =>
  `/achievements/${kind}s/${slug}${version === undefined ? '' : `/${version}`}`
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
        particulars(place.issuer, [
          ['Workload', 'The sum of the hours of what it is made of, stated with the person who earned it'],
          ['Type of assessment', 'Each micro-credential is assessed by a trained person against its published rubric'],
          ['Form of participation', 'Online, at the pace of the educator, with work from their own setting'],
          ['Quality assurance', QUALITY],
          ['Level', LEVEL],
        ]),
      ].join('\n\n'),
    },
    related: components.map((component) => ({
      id: place.publicUrl + achievementPath(component.kind, component.slug),
      type: ['Related'],
    })),
  }
}

/** "Instruction stack"; a badge bears its own name. */
export const collectionTitle = (kind: AwardKind, title: string): string => (kind === 'stack' ? `${title} stack` : title)

/** What a person earned of a collection, in words: the version and the hours of each part. */
export const earnedWith = (parts: readonly { title: string; version: number; hours: number }[]): string =>
  `Earned with:\n\n${list(parts.map(({ title, version, hours }) => `${title}, version ${version} (${hoursText(hours)})`))}`

export type Achievement = ReturnType<typeof microCredentialAchievement> | ReturnType<typeof collectionAchievement>
