import { notYours, requireActor, worldOf } from '../../../platform/pages.ts'
import { isId } from '../../../platform/database/ids.ts'
import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { Day } from '../../../ui/words/Day.tsx'
import { Select } from '../../../ui/forms/Field.tsx'
import { Hours } from '../../../ui/words/Hours.tsx'
import { Note } from '../../../ui/Note.tsx'
import { PageHead } from '../../../ui/Page.tsx'
import { Table } from '../../../ui/Table.tsx'
import { plural } from '../../../ui/words/words.ts'
import { can, registrarAt } from '../policy.ts'
import { listRegister } from '../queries/awards.ts'
import { findFile } from '../queries/bulk/files.ts'
import { findPublishingIssuer, listRegisters } from '../queries/issuers.ts'
import { collectionTitle } from '../rules/achievement.ts'
import { AWARD_STATES, isAwardState, type AwardState } from '../rules/award.ts'
import type { Route } from './+types/awards'

export const meta: Route.MetaFunction = () => [{ title: 'Awards · Mintmark' }]

const PAGE = 50

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  const { db, now } = worldOf(context)
  const registers = await listRegisters(db, registrarAt(actor))
  const { searchParams } = new URL(request.url)
  const chosen = registers.find(({ id }) => id === searchParams.get('in')) ?? registers[0] ?? notYours()
  // A null character cannot be part of any name, and PostgreSQL refuses it.
  const search = (searchParams.get('q') ?? '').replaceAll('\0', '').trim().slice(0, 100)
  const asked = searchParams.get('state')
  const state = isAwardState(asked) ? asked : null
  const page = Math.max(1, Math.min(10_000, Math.trunc(Number(searchParams.get('page'))) || 1))
  const bulkId = searchParams.get('bulk') ?? undefined
  const [file, publisher] = await Promise.all([
    isId(bulkId) ? findFile(db, chosen.id, bulkId) : null,
    findPublishingIssuer(db),
  ])
  const { total, awards } = await listRegister(db, chosen.id, {
    search,
    state,
    bulkId: file?.id ?? null,
    limit: PAGE,
    offset: (page - 1) * PAGE,
  })
  return {
    timeZone: actor.timeZone,
    issuer: chosen,
    registers: registers.map(({ id, name }) => ({ value: id, label: name })),
    file: file === null ? null : { id: file.id, name: file.fileName },
    publishes: publisher?.orgId === chosen.id,
    mayRecord:
      publisher?.orgId === chosen.id && can(actor, { action: 'award in bulk', subject: { issuerId: chosen.id } }),
    search,
    state,
    total,
    page,
    pages: Math.max(1, Math.ceil(total / PAGE)),
    awards: awards.map((award) => ({
      id: award.id,
      person: award.person,
      title: collectionTitle(award.kind, award.title),
      state: award.state,
      expired: award.state === 'active' && award.validUntil !== null && award.validUntil <= now(),
      reason: award.reason,
      hours: award.hours,
      awardedAt: award.awardedAt.toISOString(),
      credentialId: award.credentialId,
    })),
  }
}

const STATES = { active: 'In force', suspended: 'Suspended', revoked: 'Revoked' } satisfies Record<AwardState, string>

export default function Awards({ loaderData: view }: Route.ComponentProps) {
  const { issuer, registers, file, publishes, mayRecord, search, state, total, page, pages, awards, timeZone } = view
  const to = (there: number) => {
    const kept = { in: issuer.id, q: search, state: state ?? '', ...(file === null ? {} : { bulk: file.id }) }
    return `?${new URLSearchParams({ ...kept, page: String(there) }).toString()}`
  }
  return (
    <div className="stackgap">
      <PageHead title="Awards" lead={`Everything that ${issuer.name} has awarded, the newest first.`} work>
        {mayRecord ? (
          <LinkButton href="/awards/bulk" variant="second">
            Record awards in bulk
          </LinkButton>
        ) : null}
      </PageHead>
      {file === null ? null : (
        <Note>
          <p>
            Only what was recorded from <a href={`/awards/bulk/${file.id}`}>{file.name}</a>.{' '}
            <a href={`?in=${issuer.id}`}>Show everything</a>
          </p>
        </Note>
      )}
      <search>
        <form method="get" className="filters line">
          {file === null ? null : <input type="hidden" name="bulk" value={file.id} />}
          {registers.length > 1 ? (
            <Select name="in" label="Issuer" options={registers} defaultValue={issuer.id} />
          ) : null}
          <div className="field">
            <label htmlFor="q">Person or title</label>
            <input id="q" name="q" type="search" defaultValue={search} />
          </div>
          <Select
            name="state"
            label="State"
            defaultValue={state ?? ''}
            options={[{ value: '', label: 'Any' }, ...AWARD_STATES.map((value) => ({ value, label: STATES[value] }))]}
          />
          <div className="actions">
            <Button variant="second">Search</Button>
          </div>
        </form>
      </search>
      <Table
        caption={`${plural(total, 'award')}${pages > 1 ? `, page ${page} of ${pages}` : ''}`}
        rows={awards}
        rowKey={({ id }) => id}
        none={
          search === '' && state === null && file === null
            ? publishes
              ? 'Nothing is awarded yet. An award appears here when a submission is decided as earned.'
              : 'Nothing is awarded yet. An award appears here when an educator has earned a medallion.'
            : 'No award fits this search.'
        }
        columns={[
          { head: 'Person', cell: ({ id, person }) => <a href={`/awards/${id}`}>{person}</a> },
          { head: 'Award', cell: ({ title }) => title },
          { head: 'Earned', cell: ({ awardedAt }) => <Day at={awardedAt} timeZone={timeZone} /> },
          { head: 'Hours', figures: true, cell: ({ hours }) => <Hours hours={hours} /> },
          {
            head: 'State',
            cell: ({ state: now, expired, reason }) => (
              <>
                {expired ? 'Expired' : STATES[now]}
                {reason === null ? null : <small>{reason}</small>}
              </>
            ),
          },
        ]}
      />
      {pages > 1 ? (
        <nav aria-label="Pages" className="actions">
          {page > 1 ? <a href={to(page - 1)}>Previous page</a> : null}
          {page < pages ? <a href={to(page + 1)}>Next page</a> : null}
        </nav>
      ) : null}
    </div>
  )
}
