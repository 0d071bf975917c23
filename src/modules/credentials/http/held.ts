import { findCatalogue, type Catalogue, type CatalogueStack } from '../../catalogue/queries/tree.ts'
import { flatten, printedInk } from '../../catalogue/rules/emblems/emblems.ts'
import { getPerson } from '../../people/queries/people.ts'
import { isId } from '../../../platform/database/ids.ts'
import type { World } from '../../../platform/world.ts'
import { day } from '../../../ui/words/dates.ts'
import { hoursInWords } from '../../../ui/words/words.ts'
import { findListedAward, type ListedAward } from '../queries/awards.ts'
import { findCredential, type IssuedCredential } from '../queries/credentials.ts'
import { findInk, getIssuer, type KnownIssuer } from '../queries/issuers.ts'
import { findMission } from '../queries/medallions/mission.ts'
import { findSuperseded, type Superseded } from '../queries/lifecycle.ts'
import type { AwardKind } from '../rules/achievement.ts'
import { assessedIn } from '../rules/assessed.ts'
import { CONFIRMS } from '../rules/award.ts'
import { shortAddress } from '../rules/certificate/address.ts'
import { paperOf, type Certificate, type Paper } from '../rules/certificate/view.ts'
import { openBadgeSchema, type OpenBadge } from '../rules/form/schema.ts'
import { partsIn } from '../rules/medallions/mission.ts'
import { sealOf } from '../rules/seal.ts'

/** A credential with what its pictures and its certificate are drawn from. */
export type Held = {
  credential: IssuedCredential
  /** What was signed */
  badge: OpenBadge
  title: string
  award: ListedAward
  /** What it was replaced by */
  superseded: Superseded | null
  issuer: KnownIssuer
  catalogue: Catalogue | null
  /** The stack that it is, or that it stands in */
  stack: CatalogueStack | null
  /** What frames and titles are drawn in, #rrggbb: the ink of the stack, or for a medallion of its organisation */
  ink: string
}

/** null: there is no such credential. */
export async function findHeld({ db }: Pick<World, 'db'>, id: string): Promise<Held | null> {
  const credential = isId(id) ? await findCredential(db, id) : null
  const award = credential && (await findListedAward(db, credential.orgId, credential.awardId))
  if (credential === null || award === null) return null
  const [issuer, catalogue, superseded, chosen] = await Promise.all([
    getIssuer(db, award.orgId),
    findCatalogue(db),
    findSuperseded(db, credential.orgId, credential.id),
    award.kind === 'medallion' ? findInk(db, award.orgId) : null,
  ])
  const stack =
    catalogue?.stacks.find(
      ({ slug, members, unlisted }) =>
        slug === award.slug || [...members, ...unlisted].some((member) => member.slug === award.slug),
    ) ?? null
  const ink = stack === null ? (chosen ?? INK) : printedInk(stack.style)
  const badge = openBadgeSchema.parse(JSON.parse(credential.document))
  return {
    credential,
    badge,
    title: badge.credentialSubject.achievement.name,
    award,
    superseded,
    issuer,
    catalogue,
    stack,
    ink,
  }
}

const isInForce = ({ award, superseded }: Held): boolean => award.state === 'active' && superseded === null

/** The seal, flat; metal only while the credential is in force. null where the catalogue no longer has the drawing. */
export function drawnSeal(held: Held, size: number, paper?: string): string | null {
  const { award, title, catalogue } = held
  const inking = isInForce(held) ? 'earned' : 'untouched'
  const svg = catalogue && sealOf(catalogue, award, { inking, size, title })
  return svg === null ? null : flatten(svg, paper === undefined ? {} : { '--paper': paper })
}

const EARNED = {
  'micro-credential': 'has shown the competency and earned the micro-credential',
  stack: 'has earned the stack',
  badge: 'has earned the badge',
  medallion: 'has earned the medallion',
} satisfies Record<AwardKind, string>

const INK = '#23211c'
const FADED = '#5d574a'

/** What the certificate says: the same as the page of the credential, the person's name too. */
export async function certificateOf(
  { db, config }: Pick<World, 'db' | 'config'>,
  held: Held,
  paper: Paper | null,
): Promise<Certificate> {
  const { credential, badge, award, title, superseded, issuer, stack, ink } = held
  const { achievement, creditsEarned, narrative } = badge.credentialSubject
  const [{ name }, mission] = await Promise.all([
    getPerson(db, award.personId),
    findMission(db, config.publicUrl, badge),
  ])
  const { timeZone } = issuer
  const parts = award.kind === 'micro-credential' ? [] : partsIn(narrative ?? '').map((says) => ({ says, line: '' }))
  const inForce = isInForce(held)
  const seal = drawnSeal(held, 400, '#ffffff')
  return {
    paper: paper ?? paperOf(issuer.country),
    id: credential.id,
    name,
    title,
    earned: EARNED[award.kind],
    confirms: superseded === null ? CONFIRMS[award.state] : 'confirms in a newer certificate that',
    says: achievement.description,
    facts: [
      ['Date', day(award.awardedAt, { timeZone })],
      ['Hours', `${hoursInWords(creditsEarned ?? award.hours)} of professional learning`],
      ...(stack === null || award.kind !== 'micro-credential'
        ? []
        : [['Stack', `${stack.title}, ${stack.style.numeral}`] as const]),
      ...(badge.validUntil === undefined ? [] : [['Valid until', day(badge.validUntil, { timeZone })] as const]),
    ],
    issuer: {
      name: issuer.name,
      facts: issuerFacts(issuer, badge.issuer, achievement.version ?? String(award.version)),
    },
    assessed: assessedIn(badge),
    earnedWith: mission?.parts ?? parts,
    mission: mission?.mission ?? null,
    recorded: parts.length === 0 ? (narrative ?? null) : null,
    withdrawn: whyWithdrawn(config.publicUrl, held),
    address: shortAddress(config.publicUrl, credential.id),
    checkAt: `${config.publicUrl.replace(/^https?:\/\//, '')}/verify`,
    ink: inForce ? ink : FADED,
    seal:
      seal === null
        ? null
        : { svg: seal, says: inForce ? `The struck seal of ${title}` : `The seal of ${title}, not struck` },
    document: credential.document,
    issuedAt: credential.issuedAt,
  }
}

function whyWithdrawn(publicUrl: string, { award, superseded, issuer }: Held): string | null {
  const { timeZone } = issuer
  if (award.state !== 'active') {
    const since = day(award.stateChangedAt, { timeZone })
    return `${issuer.name} ${award.state} this credential on ${since}. Reason: ${award.reason ?? 'none was given'}`
  }
  if (superseded === null) return null
  const newer = shortAddress(publicUrl, superseded.by).replace(/^https?:\/\//, '')
  return `This credential was replaced by a newer one on ${day(superseded.at, { timeZone })}: ${newer}`
}

function issuerFacts(
  issuer: KnownIssuer,
  signed: string | { id: string },
  version: string,
): [term: string, answer: string][] {
  const country = new Intl.DisplayNames(['en'], { type: 'region' }).of(issuer.country) ?? issuer.country
  return [
    ['Issuer', issuer.name],
    ['Identifier', typeof signed === 'string' ? signed : signed.id],
    ['Place', issuer.region === null ? country : `${issuer.region}, ${country}`],
    ...(issuer.url === null ? [] : [['Website', issuer.url] as [string, string]]),
    ['Standard', 'Open Badges 3.0'],
    ['Version of what was earned', version],
  ]
}
