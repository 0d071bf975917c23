import { findCatalogue } from '../../catalogue/queries/tree.ts'
import { getPerson } from '../../people/queries/people.ts'
import { requireActor, worldOf } from '../../../platform/pages.ts'
import { LinkButton } from '../../../ui/forms/Button.tsx'
import { isoDay } from '../../../ui/words/dates.ts'
import { Day } from '../../../ui/words/Day.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Hours } from '../../../ui/words/Hours.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { plural } from '../../../ui/words/words.ts'
import { Downloads } from '../parts/Downloads.tsx'
import { listAwardsOf } from '../queries/awards.ts'
import { listHeld } from '../queries/host.ts'
import { getIssuer } from '../queries/issuers.ts'
import { collectionTitle } from '../rules/achievement.ts'
import { linkedInAddress } from '../rules/sharing/linkedin.ts'
import { sealOf } from '../rules/seal.ts'
import type { Route } from './+types/my-credentials'

export const meta: Route.MetaFunction = () => [{ title: 'My credentials · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, config } = worldOf(context)
  const [awards, held, person, catalogue] = await Promise.all([
    listAwardsOf(db, actor.personId),
    listHeld(db, actor.personId),
    getPerson(db, actor.personId),
    findCatalogue(db),
  ])
  const issuers = new Map(
    await Promise.all(
      [...new Set(awards.map(({ orgId }) => orgId))].map(async (orgId) => [orgId, await getIssuer(db, orgId)] as const),
    ),
  )
  const counted = awards.filter(({ kind, state }) => kind === 'micro-credential' && state === 'active')
  return {
    timeZone: actor.timeZone,
    signName: person.signName,
    held: held.map(({ id, title, issuerName }) => ({ id, title, issuerName })),
    earned: counted.length,
    hours: counted.reduce((sum, { hours }) => sum + hours, 0),
    awards: awards.map((award) => {
      const title = collectionTitle(award.kind, award.title)
      const inking = award.state === 'active' ? 'earned' : 'untouched'
      const url = award.credentialId === null ? null : `${config.publicUrl}/credentials/${award.credentialId}`
      const issuer = issuers.get(award.orgId)
      return {
        id: award.id,
        title,
        kind: award.kind,
        state: award.state,
        reason: award.reason,
        hours: award.hours,
        awardedAt: award.awardedAt.toISOString(),
        changedAt: award.stateChangedAt.toISOString(),
        credentialId: award.credentialId,
        url,
        linkedIn:
          url === null || issuer === undefined || award.state !== 'active'
            ? null
            : linkedInAddress({
                title,
                issuer: issuer.name,
                earnedOn: isoDay(award.awardedAt, issuer),
                url,
                id: award.credentialId ?? '',
              }),
        seal: catalogue === null ? null : sealOf(catalogue, award, { inking, size: 96, title: '' }),
      }
    }),
  }
}

const SAYS = { active: 'Earned', suspended: 'Suspended', revoked: 'Revoked' } as const

type Shown = Route.ComponentProps['loaderData']['awards'][number]

export default function MyCredentials({ loaderData }: Route.ComponentProps) {
  const { awards, held, earned, hours, signName, timeZone } = loaderData
  return (
    <div className="stackgap">
      <PageHead
        title="My credentials"
        lead={
          <>
            {plural(earned, 'micro-credential')} earned, <Hours hours={hours} words /> of professional learning. They
            are yours, wherever you work.
          </>
        }
      />
      {awards.length === 0 ? (
        <Empty
          title="Nothing earned yet"
          heading="h2"
          action={<LinkButton href="/catalogue">Choose a first micro-credential</LinkButton>}
        >
          Each micro-credential that you earn stands here as a signed file, with a page that you can share. Nobody can
          change it, and anyone can check it.
        </Empty>
      ) : (
        <ul className="credentials">
          {awards.map((award) => (
            <Credential key={award.id} award={award} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {awards.length === 0 ? null : (
        <Section title="All of it together">
          <p className="actions small">
            <a href="/transcript">My transcript</a>
            <a href="/my-credentials/everything.zip" download>
              Everything I own, ZIP
            </a>
          </p>
          <p>
            The ZIP holds your credentials in every form, what is needed to check them without this site, and all that
            you wrote and handed in.
          </p>
        </Section>
      )}
      <Section title="From elsewhere" id="elsewhere">
        {held.length === 0 ? (
          <p>Credentials that others gave you can stand here too.</p>
        ) : (
          <ul className="shown">
            {held.map((each) => (
              <li key={each.id}>
                <b>{each.title}</b> <span className="small soft">{each.issuerName}</span>
              </li>
            ))}
          </ul>
        )}
        <p className="actions small">
          <a href="/my-credentials/elsewhere">{held.length === 0 ? 'Bring one' : 'Check, bring or remove'}</a>
          <a href="/connections">Connected services</a>
        </p>
      </Section>
      <Section title="Your name in them">
        <p>
          {signName
            ? 'The signed files carry your name. '
            : 'The page and the certificate of a credential show your name. The signed file carries only a number for you. '}
          <a href="/account">Change this in your account</a>; it holds for credentials issued from then on.{' '}
          <a href="/my-credentials/renew">Sign the earlier ones anew</a>, if they should follow.
        </p>
      </Section>
    </div>
  )
}

function Credential({ award, timeZone }: { award: Shown; timeZone: string }) {
  const { title, state, credentialId, linkedIn, url } = award
  const about = <span className="unseen"> of {title}</span>
  return (
    <li className="credential">
      {award.seal === null ? null : <Seal svg={award.seal} />}
      <div className="stackgap">
        <div>
          <h2>{credentialId === null ? title : <a href={`/credentials/${credentialId}`}>{title}</a>}</h2>
          <p className="small soft">
            {SAYS[state]} <Day at={state === 'active' ? award.awardedAt : award.changedAt} timeZone={timeZone} /> ·{' '}
            <Hours hours={award.hours} words />
            {award.reason === null ? null : ` · ${award.reason}`}
          </p>
        </div>
        {credentialId === null ? (
          <p className="small">It is being signed. Look again in a minute.</p>
        ) : (
          <>
            <p className="actions small">
              <a href={`/credentials/${credentialId}.pdf`} download>
                Certificate, PDF{about}
              </a>
              <a href={`/my-credentials/${credentialId}/sharing`}>Share its page{about}</a>
              <a href={`/my-credentials/${credentialId}/wallet`}>
                Into a wallet<span className="unseen">: {title}</span>
              </a>
              {linkedIn === null ? null : (
                <a href={linkedIn} rel="noreferrer">
                  Add to LinkedIn{about}
                </a>
              )}
            </p>
            <details>
              <summary className="small">All files, and its address{about}</summary>
              <p className="small soft">The signed credential is inside each of these files.</p>
              <Downloads id={credentialId} of={title} />
              <div className="field">
                <label htmlFor={`share-${award.id}`} className="small">
                  Address of its page{about}
                </label>
                <input id={`share-${award.id}`} type="text" readOnly value={url ?? ''} />
              </div>
            </details>
          </>
        )}
      </div>
    </li>
  )
}
