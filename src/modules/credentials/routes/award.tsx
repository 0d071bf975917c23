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
import { listWords } from '../../../ui/words/words.ts'
import { builtOn, changeAward, type Changed } from '../commands/change-award.ts'
import { can } from '../policy.ts'
import { findAwardById, findListedAward } from '../queries/awards.ts'
import { getIssuer } from '../queries/issuers.ts'
import { collectionTitle } from '../rules/achievement.ts'
import { isAwardAction, LONGEST_REASON, nextState, type AwardAction, type AwardState } from '../rules/award.ts'
import type { Route } from './+types/award'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: loaderData === undefined ? 'Award · Mintmark' : `${loaderData.title}, ${loaderData.person} · Mintmark` },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db } = worldOf(context)
  const known = isId(params.id) ? await findAwardById(db, params.id) : null
  if (known === null || !can(actor, { action: 'see the register', subject: { issuerId: known.orgId } }))
    return notFound()
  const [award, issuer, built] = await Promise.all([
    findListedAward(db, known.orgId, known.id),
    getIssuer(db, known.orgId),
    builtOn(db, known),
  ])
  if (award === null) return notFound()
  const touched = await Promise.all(built.map(({ orgId, id }) => findListedAward(db, orgId, id)))
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
    credentialId: award.credentialId,
    collections: touched.flatMap((each) =>
      each === null ? [] : [{ title: collectionTitle(each.kind, each.title), state: each.state }],
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

export async function action({ params, request, context }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const known = isId(params.id) ? await findAwardById(db, params.id) : null
  const { intent = null, reason = '' } = await readWords(request)
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
          problems={[{ message: actionData.wrong, href: `#reason-${actionData.intent}` }]}
        />
      )}
      <Facts
        facts={[
          ['State', STATES[state]],
          ['Earned', <Day key="day" at={view.awardedAt} timeZone={timeZone} />],
          ['Hours', <Hours key="hours" hours={view.hours} words />],
          ['Version', String(view.version)],
          ['Issued by', view.issuer],
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
          <p>{touches(action, view)}</p>
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
    </div>
  )
}

/** What an action will touch, before it is done. */
function touches(
  action: AwardAction,
  { person, collections }: { person: string; collections: { title: string; state: AwardState }[] },
): string {
  const inForce = collections.filter(({ state }) => state === 'active').map(({ title }) => title)
  const held = collections.filter(({ state }) => state === 'suspended').map(({ title }) => title)
  switch (action) {
    case 'revoke':
      return [
        `From then on everyone who checks the credential is told that it was revoked, and why. ${person} keeps the file.`,
        inForce.length === 0
          ? 'No stack or badge is built on it.'
          : `${listWords(inForce)} ${inForce.length === 1 ? 'is' : 'are'} built on it and will be suspended until you decide about ${inForce.length === 1 ? 'it' : 'each'}.`,
        'You can reinstate it later.',
      ].join(' ')
    case 'suspend':
      return `Until you reinstate or revoke it, everyone who checks the credential is told that it is suspended, and why.${inForce.length === 0 ? '' : ` ${listWords(inForce)}, built on it, stays in force.`}`
    case 'reinstate':
      return `The credential is in force again, with its old date.${held.length === 0 ? '' : ` ${listWords(held)} ${held.length === 1 ? 'stays' : 'stay'} suspended until you reinstate ${held.length === 1 ? 'it' : 'each'} too.`}`
  }
}
