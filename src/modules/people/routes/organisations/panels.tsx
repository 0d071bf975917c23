import { ROLES, type RoleKind } from '../../../../platform/actor.ts'
import { Button, LinkButton } from '../../../../ui/forms/Button.tsx'
import { Select, TextField } from '../../../../ui/forms/Field.tsx'
import { Section } from '../../../../ui/Page.tsx'
import { Pager } from '../../../../ui/Pager.tsx'
import { Day } from '../../../../ui/words/Day.tsx'
import { plural } from '../../../../ui/words/words.ts'
import { Crest } from '../../parts/Crest.tsx'
import type { Profile } from '../../rules/profile.ts'

export type OrganisationView = {
  id: string
  name: string
  timeZone: string
  search: string
  role: RoleKind | null
  page: number
  pages: number
  total: number
  members: {
    id: string
    name: string
    email: string
    verified: boolean
    roles: { id: string; kind: RoleKind; since: string }[]
  }[]
  invitations: {
    id: string
    email: string
    kind: RoleKind
    invitedBy: string
    invitedAt: string
    expired: boolean
    mine: boolean
  }[]
  profile: Profile | null
  /** The roles into which the reader may invite */
  roles: RoleKind[]
  may: { keep: boolean; end: boolean; describe: boolean }
}

type Props = { view: OrganisationView }

/** Who holds a role in this organisation itself. */
export function Members({ view }: Props) {
  const { id, search, role, page, pages, total, members, timeZone, may } = view
  const isWhole = search === '' && role === null
  return (
    <section className="stackgap" aria-labelledby="people">
      <h2 id="people">People</h2>
      {isWhole && total === 0 ? null : (
        <search>
          <form method="get" className="filters line">
            <div className="field">
              <label htmlFor="q">Name or address</label>
              <input id="q" name="q" type="search" defaultValue={search} />
            </div>
            <Select
              name="role"
              label="Role"
              defaultValue={role ?? ''}
              options={[{ value: '', label: 'Any' }, ...ROLES.map((kind) => ({ value: kind, label: kind }))]}
            />
            <div className="actions">
              <Button variant="second">Search</Button>
            </div>
          </form>
        </search>
      )}
      <p className="soft" aria-live="polite">
        {plural(total, 'person', 'people')}
      </p>
      {total === 0 ? (
        <p>{isWhole ? 'Nobody holds a role here yet. Invite the first person.' : 'Nobody here fits this search.'}</p>
      ) : null}
      <ul className="ledger">
        {members.map((member) => (
          <li key={member.id}>
            <span>
              <b>{member.name}</b>
              <small>
                {member.email}
                {member.verified ? '' : ', has not signed in by mail yet'}
              </small>
            </span>
            <ul>
              {member.roles.map((held) => (
                <li key={held.id}>
                  {may.end ? (
                    <a
                      href={`/organisations/${id}/roles/${held.id}`}
                      aria-label={`${held.kind}: change the role of ${member.name}`}
                    >
                      {held.kind}
                    </a>
                  ) : (
                    held.kind
                  )}{' '}
                  <span className="soft">
                    since <Day at={held.since} timeZone={timeZone} />
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      <Pager
        label="Pages of people"
        page={page}
        pages={pages}
        hrefOf={(there) => `?${new URLSearchParams({ q: search, role: role ?? '', page: String(there) }).toString()}`}
      />
    </section>
  )
}

/** Invitations that nobody has answered. */
export function Waiting({ view: { invitations, timeZone } }: Props) {
  if (invitations.length === 0) return null
  return (
    <Section title="Waiting for an answer">
      <ul className="ledger">
        {invitations.map(({ id, email, kind, mine, invitedAt, invitedBy, expired }) => (
          <li key={id}>
            <span>
              <b>{email}</b>
              <small>
                {kind}, invited on <Day at={invitedAt} timeZone={timeZone} /> by {invitedBy}
                {expired ? '. The link is too old: send it again.' : ''}
              </small>
            </span>
            {mine ? (
              <form method="post" className="actions">
                <input type="hidden" name="invitation" value={id} />
                <button className="textbutton" name="intent" value="resend" aria-label={`Send again to ${email}`}>
                  Send again
                </button>
                <button className="textbutton" name="intent" value="withdraw" aria-label={`Take back from ${email}`}>
                  Take back
                </button>
              </form>
            ) : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Crest, mission and goals, as everyone will read them. */
export function Stands({ view: { id, profile, may } }: Props) {
  if (profile === null)
    return may.describe ? (
      <section className="stands stackgap" aria-labelledby="stands">
        <h2 id="stands">What we stand for</h2>
        <p>Nothing is written yet. Your mission and its goals are what every medallion begins from.</p>
        <LinkButton href={`/organisations/${id}/profile`} variant="second">
          Write it down
        </LinkButton>
      </section>
    ) : null
  return (
    <section className="stands stackgap" aria-labelledby="stands">
      <Crest monogram={profile.monogram} ink={profile.ink} size={112} />
      <h2 id="stands">What we stand for</h2>
      <p className="typed">{profile.mission}</p>
      <ul className="goallist">
        {profile.goals.map((goal) => (
          <li key={goal.id}>
            <b>{goal.name}</b>
            {goal.text === '' ? null : <span className="typed">{goal.text}</span>}
          </li>
        ))}
      </ul>
      {may.describe ? (
        <LinkButton href={`/organisations/${id}/profile`} variant="second">
          Change it
        </LinkButton>
      ) : null}
    </section>
  )
}

type Words = { email: string; kind: RoleKind } | null

/** Invites by mail; who keeps the organisation can also give the role at once to somebody who is known. */
export function Invite({ view, words, wrong }: Props & { words: Words; wrong: string | null }) {
  const { roles, may } = view
  if (roles.length === 0) return null
  return (
    <aside className="beside stackgap" aria-labelledby="invite">
      <h2 id="invite">{may.end ? 'Invite somebody' : 'Invite an educator'}</h2>
      <form method="post" className="stackgap">
        <TextField
          name="email"
          label="E-mail address"
          type="email"
          hint="The letter has a link that works once, for 30 days."
          defaultValue={words?.email ?? ''}
          error={words === null ? undefined : (wrong ?? undefined)}
          autoComplete="off"
          required
        />
        {roles.length === 1 ? (
          <input type="hidden" name="kind" value={roles[0]} />
        ) : (
          <Select
            name="kind"
            label="Role"
            options={roles.map((kind) => ({ value: kind, label: kind }))}
            defaultValue={words?.kind ?? 'educator'}
          />
        )}
        <div className="actions">
          <Button name="intent" value="invite">
            Send the invitation
          </Button>
          {may.end ? (
            <Button variant="second" name="intent" value="give">
              Give the role now
            </Button>
          ) : null}
        </div>
        {may.end ? (
          <p className="hint">A role can be given at once to somebody who works in your organisations already.</p>
        ) : null}
      </form>
    </aside>
  )
}
