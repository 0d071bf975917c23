import { z } from 'zod'
import { ROLES, type RoleKind } from '../../../../platform/actor.ts'
import { isId } from '../../../../platform/database/ids.ts'
import { notFound, readWords, refused, requireActor, worldOf } from '../../../../platform/pages.ts'
import { LinkButton } from '../../../../ui/forms/Button.tsx'
import { ErrorSummary } from '../../../../ui/forms/ErrorSummary.tsx'
import { Note } from '../../../../ui/Note.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { invite, resendInvitation, withdrawInvitation } from '../../commands/invitations.ts'
import { giveRole } from '../../commands/roles.ts'
import { peopleInWords } from '../../parts/OrganisationTree.tsx'
import { can } from '../../policy.ts'
import { listInvitations } from '../../queries/invitations.ts'
import { findOrganisation, listBelow, listOrganisations } from '../../queries/organisations.ts'
import { findProfile } from '../../queries/profiles.ts'
import { countPeople, listMembers } from '../../queries/tree.ts'
import { PAGE, pagesOf, readSearch } from '../search.ts'
import { Invite, Members, Stands, Waiting } from './panels.tsx'
import { countsOf, saidIn } from './view.ts'
import type { Route } from './+types/organisation'

export const meta: Route.MetaFunction = ({ loaderData }) => [
  { title: `${loaderData?.name ?? 'Organisation'} · Mintmark` },
]

const MOST_INVITATIONS = 200

export async function loader({ request, context, params }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const organisation = isId(params.id) ? await findOrganisation(db, params.id) : null
  if (organisation === null || !can(actor, { action: 'see an organisation', subject: organisation })) notFound()
  const { id, name, kind, path } = organisation
  const { searchParams } = new URL(request.url)
  const { search, page } = readSearch(searchParams)
  const role = ROLES.find((known) => known === searchParams.get('role')) ?? null
  const [{ total, members }, invitations, profile, counted, below, tree] = await Promise.all([
    listMembers(db, id, { search, kind: role, limit: PAGE, offset: (page - 1) * PAGE }),
    listInvitations(db, id, MOST_INVITATIONS),
    findProfile(db, id),
    countPeople(db, [id]),
    listBelow(db, [id]),
    listOrganisations(db, organisation.rootId),
  ])
  const above = path.slice(0, -1).flatMap((parent) => tree.find((other) => other.id === parent) ?? [])
  const mayInvite = (kindOf: RoleKind) => can(actor, { action: 'invite', subject: { ...organisation, role: kindOf } })
  return {
    id,
    name,
    kind,
    above: above.map((parent) => ({
      id: parent.id,
      name: parent.name,
      open: can(actor, { action: 'see an organisation', subject: parent }),
    })),
    below: below.length - 1,
    people: countsOf(counted.get(id)),
    timeZone: actor.timeZone,
    said: saidIn(request),
    search,
    role,
    page,
    pages: pagesOf(total),
    total,
    members: members.map((member) => ({
      ...member,
      roles: member.roles.map((held) => ({ ...held, since: held.since.toISOString() })),
    })),
    invitations: invitations.map((invitation) => ({
      id: invitation.id,
      email: invitation.email,
      kind: invitation.kind,
      invitedBy: invitation.invitedBy,
      invitedAt: invitation.invitedAt.toISOString(),
      expired: invitation.expiresAt <= now(),
      mine: mayInvite(invitation.kind),
    })),
    profile,
    roles: ROLES.filter(mayInvite),
    may: {
      keep: can(actor, { action: 'keep an organisation', subject: organisation }),
      end: can(actor, { action: 'end a role', subject: organisation }),
      describe: can(actor, { action: 'describe an organisation', subject: organisation }),
    },
  }
}

const form = z.discriminatedUnion('intent', [
  z.object({ intent: z.enum(['invite', 'give']), email: z.string().default(''), kind: z.enum(ROLES) }),
  z.object({ intent: z.enum(['resend', 'withdraw']), invitation: z.string().refine(isId) }),
])

const SAYS = {
  email_wrong: 'Write a whole e-mail address, such as name@school.org.',
  role_held: 'This person holds this role here already.',
  invited_already: 'This address is invited already. You can send the letter again below.',
  not_here: 'Nobody in your organisations has this address. Invite them instead.',
  many: 'You have sent many invitations in a short time. Wait an hour and go on.',
} as const

const ASKED =
  'This person is an educator of another district too. We asked by mail: the role begins when they say that they move.'

export async function action({ request, context, params }: Route.ActionArgs) {
  const actor = requireActor(context, request)
  const { db, now, limits, config } = worldOf(context)
  const input = form.safeParse(await readWords(request))
  if (!input.success || !isId(params.id)) notFound()
  const given = { db, actor, now: now() }
  const no = (reason: keyof typeof SAYS, words: { email: string; kind: RoleKind } | null) =>
    refused({ said: null, wrong: SAYS[reason], words })
  if ('invitation' in input.data) {
    const again = input.data.intent === 'resend'
    if (again && !(await limits.allow('invitation', actor.personId))) return no('many', null)
    const done = await (again ? resendInvitation : withdrawInvitation)(given, input.data.invitation)
    if (!done.ok) notFound()
    const said = again ? 'The letter is sent again. Its older link works no more.' : 'The invitation is taken back.'
    return { said, wrong: null, words: null }
  }
  const { intent, email, kind } = input.data
  const words = { email: email.slice(0, 1000), kind }
  if (intent === 'give') {
    const gave = await giveRole(given, { organisationId: params.id, email, kind, publicUrl: config.publicUrl })
    const said = gave.ok && gave.outcome === 'offered' ? ASKED : 'The role is given, and told by mail.'
    if (gave.ok) return { said, wrong: null, words: null }
    return gave.reason === 'unknown' ? notFound() : no(gave.reason, words)
  }
  if (!(await limits.allow('invitation', actor.personId))) return no('many', words)
  const sent = await invite(given, { organisationId: params.id, email, kind })
  if (sent.ok) return { said: `A letter to ${sent.email} is on its way.`, wrong: null, words: null }
  return sent.reason === 'unknown' ? notFound() : no(sent.reason, words)
}

export default function OrganisationPage({ loaderData: view, actionData: sent }: Route.ComponentProps) {
  const { id, name, kind, above, below, people, may } = view
  const said = sent === undefined ? view.said : sent.said
  return (
    <div className="stackgap">
      <PageHead
        title={name}
        kicker={
          <>
            <a href="/organisations">Schools and roles</a>
            {above.map((parent) => (
              <span key={parent.id}>
                {' · '}
                {parent.open ? <a href={`/organisations/${parent.id}`}>{parent.name}</a> : parent.name}
              </span>
            ))}
          </>
        }
        work
      >
        <p>
          {kind === 'school' ? 'School' : kind === 'district' ? 'District' : 'Publisher'}. {peopleInWords(people)}
          {below > 0 ? `, with the ${plural(below, 'organisation')} below it.` : '.'}
        </p>
        {may.keep ? (
          <p className="actions">
            <LinkButton href={`/organisations/${id}/place`} variant="second">
              Change its name or place
            </LinkButton>
          </p>
        ) : null}
      </PageHead>
      {said === null ? null : <Note>{said}</Note>}
      <ErrorSummary
        title="Not done yet"
        kept="What you wrote is kept."
        problems={typeof sent?.wrong === 'string' ? [{ field: 'email', message: sent.wrong }] : []}
      />
      <div className="work no-steps">
        <div>
          <Members view={view} />
          <Waiting view={view} />
        </div>
        <div className="stackgap">
          <Stands view={view} />
          <Invite view={view} words={sent?.words ?? null} wrong={sent?.wrong ?? null} />
        </div>
      </div>
    </div>
  )
}
