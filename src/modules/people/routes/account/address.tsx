import { redirect } from 'react-router'
import { refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { confirmAddress, openAddress } from '../../commands/addresses.ts'
import type { Route } from './+types/address'

export const meta: Route.MetaFunction = () => [{ title: 'Add an address · Mintmark' }]

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const opened = await openAddress({ db, actor, now: now() }, params.token)
  return {
    name: actor.name,
    email: opened?.email ?? null,
    gains: opened?.gains.map(({ kind, organisationName }) => `${kind}, ${organisationName}`) ?? [],
    ends: opened?.ends.map(({ organisationName }) => organisationName) ?? [],
  }
}

const GONE = 'The link was used, is older than a day, or was asked for by somebody else.'
const TAKEN = 'Meanwhile this address belongs to another account.'

export async function action({ request, context, params }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const added = await confirmAddress({ db, actor, now: now() }, params.token)
  if (added.ok) return redirect('/account?said=address')
  return refused({ why: added.reason === 'taken' ? TAKEN : GONE })
}

export default function Address({ loaderData: { email, name, gains, ends }, actionData: sent }: Route.ComponentProps) {
  if (email === null || sent !== undefined)
    return (
      <PageHead title="This address is not added" lead={sent?.why ?? GONE}>
        <p className="actions">
          <LinkButton href="/account">Go to your account</LinkButton>
        </p>
      </PageHead>
    )
  return (
    <div className="narrow stackgap">
      <PageHead title="Add this address?" lead={`${email} becomes one more address of the account of ${name}.`} />
      {gains.length === 0 ? null : (
        <Note title="What comes with it">
          <p>
            Under this address somebody has entered you as {gains.join(' and ')}. That becomes part of your account.
          </p>
          {ends.length === 0 ? null : (
            <p>
              Your role as an educator of {ends.join(' and ')} ends. Your awards, your plan and the work that you have
              begun stay yours.
            </p>
          )}
        </Note>
      )}
      <form method="post">
        <Button>Add it</Button>
      </form>
    </div>
  )
}
