import { getPerson } from '../../people/queries/people.ts'
import { findCatalogue } from '../../catalogue/queries/tree.ts'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, worldOf } from '../../../platform/pages.ts'
import { LinkButton } from '../../../ui/forms/Button.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Hours } from '../../../ui/words/Hours.tsx'
import { Note } from '../../../ui/Note.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { fileSize } from '../../../ui/words/words.ts'
import { findPublicSharing } from '../commands/sharing.ts'
import { verifyCredential } from '../commands/verify.ts'
import { Downloads } from '../parts/Downloads.tsx'
import { ProofSteps } from '../parts/ProofSteps.tsx'
import { WhatCounts } from '../parts/WhatCounts.tsx'
import { findListedAward, type ListedAward } from '../queries/awards.ts'
import { findCredential } from '../queries/credentials.ts'
import { getIssuer } from '../queries/issuers.ts'
import { findMission } from '../queries/medallions/mission.ts'
import { findSuperseded, type Superseded } from '../queries/lifecycle.ts'
import { collectionTitle, pagePath, type AwardKind } from '../rules/achievement.ts'
import { assessedIn } from '../rules/assessed.ts'
import { openBadgeSchema } from '../rules/form/schema.ts'
import { shareTags } from '../rules/sharing/tags.ts'
import { BECAUSE } from '../rules/issuing/reissue.ts'
import { sealOf } from '../rules/seal.ts'
import { VERDICT_WORDS } from '../rules/verdict.ts'
import type { Route } from './+types/credential'

export const handle = { public: true }

export const meta: Route.MetaFunction = ({ loaderData }) =>
  loaderData === undefined
    ? []
    : [
        { title: `${loaderData.title}, earned by ${loaderData.name} · Mintmark` },
        { name: 'description', content: loaderData.says },
        ...(loaderData.shared === null ? [{ name: 'robots', content: 'noindex' }] : shareTags(loaderData)),
      ]

export async function loader({ params, context }: Route.LoaderArgs) {
  const world = worldOf(context)
  const { db, config } = world
  const credential = isId(params.id) ? await findCredential(db, params.id) : null
  if (credential === null) return notFound()
  const award = await findListedAward(db, credential.orgId, credential.awardId)
  if (award === null) return notFound()
  const badge = openBadgeSchema.parse(JSON.parse(credential.document))
  const [person, issuer, catalogue, checked, replaced, shared, mission] = await Promise.all([
    getPerson(db, award.personId),
    getIssuer(db, award.orgId),
    findCatalogue(db),
    verifyCredential(world, credential.document),
    findSuperseded(db, credential.orgId, credential.id),
    // One that another has replaced is there to be checked alone.
    award.credentialId === credential.id ? findPublicSharing(db, award) : null,
    findMission(db, config.publicUrl, badge),
  ])
  const title = collectionTitle(award.kind, award.title)
  const { validUntil = null } = badge
  const expired = validUntil !== null && new Date(validUntil) <= world.now()
  const withdrawn = withdrawal(award, replaced, expired ? validUntil : null)
  const struck = withdrawn === null || withdrawn.state === 'replaced'
  const stack = catalogue?.stacks.find(({ members, unlisted }) =>
    [...members, ...unlisted].some(({ slug }) => slug === award.slug),
  )
  return {
    id: credential.id,
    url: `${config.publicUrl}/credentials/${credential.id}`,
    name: person.name,
    title,
    kind: award.kind,
    says: badge.credentialSubject.achievement.description,
    earnedWith: badge.credentialSubject.narrative ?? null,
    mission,
    stack: stack === undefined || award.kind !== 'micro-credential' ? null : `${stack.title}, ${stack.style.numeral}`,
    page: pagePath(award.kind, award.slug),
    issuer: issuer.name,
    timeZone: issuer.timeZone,
    awardedAt: award.awardedAt.toISOString(),
    hours: award.hours,
    version: badge.credentialSubject.achievement.version ?? String(award.version),
    validUntil,
    withdrawn,
    seal:
      catalogue === null
        ? null
        : sealOf(catalogue, award, {
            inking: struck ? 'earned' : 'untouched',
            size: award.kind === 'micro-credential' ? 300 : 420,
            title: struck ? `The struck seal of ${title}` : `The seal of ${title}, not struck`,
          }),
    shared:
      shared === null
        ? null
        : {
            evidence: shared.evidence.map(({ id, name, url, bytes }) => ({
              id,
              name,
              href: url ?? `/credentials/${credential.id}/evidence/${id}`,
              says: bytes === null ? null : fileSize(bytes),
            })),
          },
    assessed: assessedIn(badge),
    verdict: checked.verdict,
    steps: checked.steps.map(({ step, result, reason }) => ({ step, result, reason })),
  }
}

type Withdrawn =
  | { state: 'suspended' | 'revoked'; since: string; reason: string }
  | { state: 'replaced'; since: string; by: string; because: string }
  | { state: 'expired'; since: string }

/** Why a credential is not in force: what its issuer says of the award comes first, then whether a newer one stands in its place. */
function withdrawal(award: ListedAward, replaced: Superseded | null, ranOut: string | null): Withdrawn | null {
  if (award.state !== 'active')
    return { state: award.state, since: award.stateChangedAt.toISOString(), reason: award.reason ?? '' }
  if (replaced !== null) {
    const { at, by, because } = replaced
    return { state: 'replaced', since: at.toISOString(), by, because: BECAUSE[because] }
  }
  return ranOut === null ? null : { state: 'expired', since: ranOut }
}

const EARNED = {
  'micro-credential': 'has earned the micro-credential',
  stack: 'has earned the stack',
  badge: 'has earned the badge',
  medallion: 'has earned the medallion',
} satisfies Record<AwardKind, string>

/** A diploma that was withdrawn must not read as one that holds. */
const CONFIRMS = {
  active: 'confirms',
  suspended: 'does not confirm at present',
  revoked: 'no longer confirms',
  replaced: 'now confirms in a newer credential',
  expired: 'once confirmed',
} satisfies Record<Withdrawn['state'] | 'active', string>

type View = Route.ComponentProps['loaderData']

export default function CredentialPage({ loaderData: view }: Route.ComponentProps) {
  const { withdrawn, timeZone } = view
  return (
    <article className="reading">
      {withdrawn === null ? null : (
        <div className="wide">
          <Standing withdrawn={withdrawn} issuer={view.issuer} timeZone={timeZone} />
        </div>
      )}
      <Diploma view={view} />
      <section className="prose">
        <h2>Is it real, and valid now?</h2>
        <p className="verdict">
          <b>{VERDICT_WORDS[view.verdict]}</b>
        </p>
        <p>
          We check it in {view.steps.length === 6 ? 'six' : 'five'} steps, each of which anyone can repeat without us.
        </p>
        <ProofSteps steps={view.steps} />
        <p className="actions">
          <LinkButton variant="second" href={`/verify?url=${encodeURIComponent(view.url)}`}>
            Check it yourself
          </LinkButton>
        </p>
        <WhatCounts {...view} />
        <WhatIsShown view={view} />
      </section>
      <aside className="stackgap oxford" aria-label="Facts">
        <Facts
          facts={[
            ['Issued by', view.issuer],
            ['Earned', <Day key="day" at={view.awardedAt} timeZone={timeZone} />],
            ['Credited', <Hours key="hours" hours={view.hours} words />],
            [
              withdrawn?.state === 'expired' ? 'Ran out' : 'Valid until',
              view.validUntil === null ? null : <Day key="until" at={view.validUntil} timeZone={timeZone} />,
            ],
            ['Version', view.version],
            [
              'About it',
              <a key="page" href={view.page}>
                {view.title}
              </a>,
            ],
          ]}
        />
        <h3>Take it with you</h3>
        <Downloads id={view.id} />
        <h3>Number</h3>
        <p className="small num number">{view.id}</p>
      </aside>
    </article>
  )
}

function Standing({ withdrawn, issuer, timeZone }: { withdrawn: Withdrawn; issuer: string; timeZone: string }) {
  const day = <Day at={withdrawn.since} timeZone={timeZone} />
  switch (withdrawn.state) {
    case 'suspended':
    case 'revoked':
      return (
        <Note tone="alert" title={`This credential is ${withdrawn.state}.`}>
          <p>
            {issuer} {withdrawn.state} it on {day}. Reason: {withdrawn.reason}
          </p>
        </Note>
      )
    case 'replaced':
      return (
        <Note tone="alert" title="This credential was replaced.">
          <p>
            {issuer} replaced it on {day} by <a href={`/credentials/${withdrawn.by}`}>a newer one</a>.{' '}
            {withdrawn.because}.
          </p>
        </Note>
      )
    case 'expired':
      return (
        <Note tone="alert" title="This credential has run out.">
          <p>It was valid until {day}.</p>
        </Note>
      )
  }
}

function Diploma({ view }: { view: View }) {
  return (
    <div className="diploma stackgap wide">
      <div className="braid" role="presentation" />
      <p className="kicker">
        {view.issuer} {CONFIRMS[view.withdrawn?.state ?? 'active']} that
      </p>
      <h1 className="name">{view.name}</h1>
      <p>{EARNED[view.kind]}</p>
      <h2>{view.title}</h2>
      {view.seal === null ? null : <Seal svg={view.seal} />}
      <p className="lead">{view.says}</p>
      <p className="soft">
        <Day at={view.awardedAt} timeZone={view.timeZone} /> · <Hours hours={view.hours} words />
        {view.stack === null ? null : ` · ${view.stack}`}
      </p>
    </div>
  )
}

function WhatIsShown({ view: { shared, name } }: { view: View }) {
  if (shared === null || shared.evidence.length === 0) return null
  return (
    <>
      <h2>What {name} shows of the work</h2>
      <p>Chosen by the person who earned this; it is not part of the signed credential.</p>
      <ul className="shown">
        {shared.evidence.map(({ id, name: called, href, says }) => (
          <li key={id}>
            <a href={href} rel="nofollow noreferrer ugc">
              {called}
            </a>
            {says === null ? null : <span className="small soft"> {says}</span>}
          </li>
        ))}
      </ul>
    </>
  )
}
