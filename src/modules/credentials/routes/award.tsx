import { redirect } from 'react-router'
import { isId } from '../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../platform/pages.ts'
import { Button } from '../../../ui/forms/Button.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { ErrorSummary } from '../../../ui/forms/ErrorSummary.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { TextArea } from '../../../ui/forms/Field.tsx'
import { Hours } from '../../../ui/words/Hours.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead, Section } from '../../../ui/Page.tsx'
import { builtOn, changeAward, type Changed } from '../commands/change-award.ts'
import { newsFor, type News } from '../commands/issuing/news.ts'
import { reissueCredential, type Reissued } from '../commands/reissue.ts'
import { AwardHistory } from '../parts/AwardHistory.tsx'
import { Reissue, type Offered } from '../parts/Reissue.tsx'
import { Touches } from '../parts/Touches.tsx'
import { can } from '../policy.ts'
import { findAwardById, findListedAward } from '../queries/awards.ts'
import { findCredential } from '../queries/credentials.ts'
import { findIssuerPath, getIssuer } from '../queries/issuers.ts'
import { listHistory } from '../queries/lifecycle.ts'
import { collectionTitle } from '../rules/achievement.ts'
import { isAwardAction, LONGEST_REASON, nextState, type AwardState } from '../rules/award.ts'
import { isReissueCause } from '../rules/issuing/reissue.ts'
import type { Route } from './+types/award'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData === undefined ? 'Award · Mintmark' : `${loaderData.title}, ${loaderData.person} · Mintmark` },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const known = isId(params.id) ? await findAwardById(db, params.id) : null
  const issuerPath = known === null ? [] : await findIssuerPath(db, known.orgId)
  if (known === null || !can(actor, { action: 'see the register', subject: { issuerPath } })) return notFound()
  const [award, issuer, built] = await Promise.all([
    findListedAward(db, known.orgId, known.id),
    getIssuer(db, known.orgId),
    builtOn(db, known),
  ])
  if (award === null) return notFound()
  const credential = award.credentialId === null ? null : await findCredential(db, award.credentialId)
  const [news, history] = await Promise.all([
    credential === null || award.state !== 'active' ? null : newsFor(db, award, credential),
    listHistory(db, known.orgId, known.id),
  ])
  const touched = await Promise.all(
    built.map(async ({ orgId, id }) => ({
      listed: await findListedAward(db, orgId, id),
      decides: orgId === known.orgId ? null : (await getIssuer(db, orgId)).name,
    })),
  )
  return {
    timeZone: actor.timeZone,
    person: award.person,
    title: collectionTitle(award.kind, award.title),
    state: award.state,
    reason: award.reason,
    hours: award.hours,
    version: award.version,
    issuer: issuer.name,
    awardedAt: award.awardedAt.toISOString(),
    changedAt: award.stateChangedAt.toISOString(),
    validUntil: award.validUntil?.toISOString() ?? null,
    expired: award.validUntil !== null && award.validUntil <= now(),
    credentialId: award.credentialId,
    news,
    history: history.map((line) => ({ ...line, at: line.at.toISOString() })),
    collections: touched.flatMap(({ listed, decides }) =>
      listed === null ? [] : [{ title: collectionTitle(listed.kind, listed.title), state: listed.state, decides }],
    ),
    actions: (['revoke', 'suspend', 'reinstate'] as const).filter((action) => nextState(award.state, action) !== null),
  }
}

type Refusal = Exclude<Changed, { ok: true }>['reason']

const SAYS = {
  reason_missing: 'Write the reason. It stands on the page of the credential.',
  reason_long: `Say it in at most ${LONGEST_REASON} characters.`,
  changed: 'Somebody else changed this award a moment ago. Look at its state above, then decide again.',
} satisfies Record<Exclude<Refusal, 'unknown'>, string>

const NOT_REISSUED = {
  withdrawn: 'This award is not in force any more, so nothing is signed for it.',
  changed: 'Somebody else changed this award a moment ago. Look at its history below, then decide again.',
  same: 'A new credential would say what this one says, so it was not signed.',
  unmet: 'The corrected version asks for more than was reached, so it cannot stand in this credential.',
} satisfies Record<Exclude<Extract<Reissued, { ok: false }>['reason'], 'unknown'>, string>

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, config, now } = worldOf(context)
  const known = isId(params.id) ? await findAwardById(db, params.id) : null
  const { intent = null, reason = '', credential, because = null, version = '', sure } = await readWords(request)
  if (known !== null && intent === 'reissue') {
    if (!isId(credential) || !isReissueCause(because)) return notFound()
    if (because !== 'holder' && sure !== 'yes')
      return refused({ intent: because, reason, wrong: 'Confirm it first, then press again.' })
    const asked = { credentialId: credential, because, version: version === '' ? null : Number(version) }
    const reissued = await reissueCredential({ db, config, actor, now }, asked)
    if (reissued.ok) return redirect(`/awards/${known.id}`)
    if (reissued.reason === 'unknown') return notFound()
    return refused({ intent: because, reason, wrong: NOT_REISSUED[reissued.reason] })
  }
  if (known === null || !isAwardAction(intent)) return notFound()
  const changed = await changeAward(
    { db, actor, now: now() },
    { orgId: known.orgId, awardId: known.id, action: intent, reason: reason.replaceAll('\0', '') },
  )
  if (changed.ok) return redirect(`/awards/${known.id}`)
  return changed.reason === 'unknown' ? notFound() : refused({ intent, reason, wrong: SAYS[changed.reason] })
}

const STATES = { active: 'In force', suspended: 'Suspended', revoked: 'Revoked' } satisfies Record<AwardState, string>

const VERBS = {
  revoke: { title: 'Revoke this award', verb: 'Revoke it', variant: 'danger' },
  suspend: { title: 'Suspend it while you look into it', verb: 'Suspend it', variant: 'second' },
  reinstate: { title: 'Reinstate it', verb: 'Reinstate it', variant: 'ink' },
} as const

export default function AwardPage({ loaderData: view, actionData }: Route.ComponentProps) {
  const { state, reason, timeZone, actions } = view
  return (
    <div className="narrow stackgap">
      <PageHead title={view.title} kicker={<a href="/awards">Awards</a>} lead={`Earned by ${view.person}`} work />
      {state === 'active' ? null : (
        <Note tone="alert" title={`${STATES[state]}.`}>
          <p>
            Since <Day at={view.changedAt} timeZone={timeZone} as="full" />. Reason: {reason}
          </p>
        </Note>
      )}
      {actionData === undefined ? null : (
        <ErrorSummary
          title="Not changed yet"
          kept="What you wrote is kept."
          problems={[{ message: actionData.wrong, href: `#${fieldOf(actionData.intent)}` }]}
        />
      )}
      <Facts
        facts={[
          ['State', view.expired && state === 'active' ? 'Expired' : STATES[state]],
          ['Earned', <Day key="day" at={view.awardedAt} timeZone={timeZone} />],
          ['Hours', <Hours key="hours" hours={view.hours} words />],
          ['Version', String(view.version)],
          ['Issued by', view.issuer],
          [
            view.expired ? 'Ran out' : 'Valid until',
            view.validUntil === null ? null : <Day key="until" at={view.validUntil} timeZone={timeZone} />,
          ],
          [
            'Credential',
            view.credentialId === null ? (
              'Being signed'
            ) : (
              <a key="credential" href={`/credentials/${view.credentialId}`}>
                Its public page
              </a>
            ),
          ],
        ]}
      />
      {actions.map((action) => (
        <Section key={action} title={VERBS[action].title} id={action}>
          <Touches action={action} person={view.person} collections={view.collections} />
          <form method="post" className="stackgap">
            <TextArea
              name="reason"
              id={`reason-${action}`}
              label="Reason"
              hint={
                action === 'reinstate'
                  ? 'Kept in the record.'
                  : 'It stands on the public page of the credential, so name nobody in it.'
              }
              rows={3}
              maxLength={LONGEST_REASON}
              defaultValue={actionData?.intent === action ? actionData.reason : ''}
              error={actionData?.intent === action ? actionData.wrong : undefined}
              required
            />
            <div className="actions">
              <Button variant={VERBS[action].variant} name="intent" value={action}>
                {VERBS[action].verb}
              </Button>
            </div>
          </form>
        </Section>
      ))}
      <NewCredential view={view} wrong={actionData} />
      <Section title="History" id="history">
        <AwardHistory lines={view.history} timeZone={timeZone} />
      </Section>
    </div>
  )
}

type View = Route.ComponentProps['loaderData']

/** The field that a refusal is about. */
const fieldOf = (intent: string): string =>
  isAwardAction(intent) ? `reason-${intent}` : intent === 'holder' ? 'reissue-holder' : `sure-${intent}`

function NewCredential({ view, wrong }: { view: View; wrong: { intent: string; wrong: string } | undefined }) {
  const { news, credentialId, person } = view
  if (news === null || credentialId === null) return null
  const offered = offers(news, view).map((offer) => ({
    ...offer,
    wrong: wrong?.intent === offer.because ? wrong.wrong : undefined,
  }))
  return (
    <Section title="Replace its credential" id="reissue">
      {offered.length === 0 ? (
        <p>
          A new credential would say what this one says. It can be replaced after {person} changes what is signed of
          them, for a corrected version of what was earned, or after the key that signed it was replaced.
        </p>
      ) : (
        <>
          <p>
            A new credential of the same award is signed, with its old date. Whoever checks the present one is told that
            it was replaced, and is led to the new one; {person} takes the new files.
          </p>
          <Reissue offered={offered} credentialId={credentialId} />
        </>
      )}
    </Section>
  )
}

function offers({ holder, key, version }: News, { person, version: named }: View): Offered[] {
  const all: (Offered | null)[] = [
    holder
      ? {
          because: 'holder',
          says: `What this credential says of ${person} is not what it would say today: their name or address changed, or whether they wish their name signed.`,
          sure: null,
          version: null,
        }
      : null,
    version?.met === true
      ? {
          because: 'version',
          says: `Version ${version.number} corrects version ${named}, which this credential names. What was reached meets every criterion of it.`,
          sure: `Yes, let it name version ${version.number}`,
          version: version.number,
        }
      : null,
    key
      ? {
          because: 'key',
          says: 'The key that signed it signs no more. That alone does it no harm. Replace the credential if that key was lost or stolen.',
          sure: 'Yes, that key is not to be trusted',
          version: null,
        }
      : null,
  ]
  return all.filter((offer) => offer !== null)
}
