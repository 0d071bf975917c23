import { drawingPath } from '../../catalogue/rules/style.ts'
import { requireActor, worldOf } from '../../../platform/pages.ts'
import { LinkButton } from '../../../ui/Button.tsx'
import { Day } from '../../../ui/Day.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Hours } from '../../../ui/Hours.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { hoursInWords, plural } from '../../../ui/words.ts'
import { listAwardsOf } from '../queries/awards.ts'
import type { Route } from './+types/my-credentials'

export const meta: Route.MetaFunction = () => [{ title: 'My credentials · Mintmark' }]

const KINDS = { 'micro-credential': 'Micro-credential', stack: 'Stack', badge: 'Badge' } as const

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const awards = await listAwardsOf(worldOf(context).db, actor.personId)
  return {
    timeZone: actor.timeZone,
    hours: awards.reduce(
      (sum, { kind, state, hours }) => (kind === 'micro-credential' && state === 'active' ? sum + hours : sum),
      0,
    ),
    awards: awards.map((award) => ({
      id: award.id,
      title: award.title,
      kind: KINDS[award.kind],
      hours: award.hours,
      at: award.awardedAt.toISOString(),
      state: award.state,
      reason: award.reason,
      credentialId: award.credentialId,
      picture: drawingPath(award.kind, award.slug, 'svg'),
    })),
  }
}

/** What a person earned and can take along. */
export default function MyCredentials({ loaderData: { awards, hours, timeZone } }: Route.ComponentProps) {
  if (awards.length === 0)
    return (
      <>
        <PageHead title="My credentials" work />
        <Empty title="Nothing earned yet" action={<LinkButton href="/medal">See what is under way</LinkButton>}>
          Each credential you earn stands here, as a page you can share and a signed file you can take along.
        </Empty>
      </>
    )
  return (
    <div className="stackgap">
      <PageHead
        title="My credentials"
        lead={`${plural(awards.length, 'credential')}, ${hoursInWords(hours)} of professional learning. They are yours, wherever you work next.`}
        work
      />
      <ul>
        {awards.map((award) => (
          <li key={award.id} className="credential-row">
            <img src={award.picture} width="56" height="56" alt="" />
            <div>
              <h2>
                {award.credentialId === null ? (
                  award.title
                ) : (
                  <a href={`/credentials/${award.credentialId}`}>{award.title}</a>
                )}
              </h2>
              <p className="small soft">
                {award.kind}, <Hours hours={award.hours} words />, earned <Day at={award.at} timeZone={timeZone} />
              </p>
              {award.state === 'active' ? null : (
                <p className="small">
                  <b>{award.state === 'revoked' ? 'Revoked.' : 'Suspended.'}</b> {award.reason}
                </p>
              )}
              {award.credentialId === null ? (
                <p className="small soft">It is being signed. This takes a moment.</p>
              ) : (
                <p className="actions small">
                  <a href={`/credentials/${award.credentialId}`}>Page to share</a>
                  <a href={`/credentials/${award.credentialId}.json`} download>
                    Signed file (JSON)
                  </a>
                </p>
              )}
            </div>
          </li>
        ))}
      </ul>
      <p className="small soft">
        The signed file holds no name unless you wish it: see <a href="/account">your account</a>.
      </p>
    </div>
  )
}
