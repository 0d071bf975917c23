import { notFound, notYours, requireActor, worldOf } from '../../../../platform/pages.ts'
import { Button } from '../../../../ui/forms/Button.tsx'
import { Select } from '../../../../ui/forms/Field.tsx'
import { PageHead } from '../../../../ui/Page.tsx'
import { fullMoment } from '../../../../ui/words/dates.ts'
import { hasRole } from '../../../people/rules.ts'
import { compareSchools } from '../../commands/progress/schools.ts'
import { SchoolTable } from '../../parts/progress/SchoolTable.tsx'
import { inOrder, orderText, readOrder, schoolRows } from '../../rules/progress/schools.ts'
import { WHY_HIDDEN } from '../../rules/report/words.ts'
import type { Route } from './+types/schools'

export const meta: Route.MetaFunction = () => [{ title: 'Schools side by side · Mintmark' }]

export async function loader({ request, context }: Route.LoaderArgs) {
  const actor = requireActor(context, request)
  if (!hasRole(actor, 'leader')) notYours()
  const { db, now } = worldOf(context)
  const { searchParams } = new URL(request.url)
  const compared = await compareSchools({ db, actor, now: now() }, searchParams.get('in'))
  if (compared === null) return notFound()
  const { organisation, choices, counts, countedAt } = compared
  const order = readOrder(searchParams.get('sort'))
  return {
    of: organisation.id,
    name: organisation.name,
    choices: choices.map(({ id, name }) => ({ value: id, label: name })),
    rows: inOrder(schoolRows(counts), order),
    order,
    counted: fullMoment(countedAt, { timeZone: actor.timeZone }),
  }
}

export default function Schools({ loaderData: view }: Route.ComponentProps) {
  const { of, name, choices, rows, order, counted } = view
  return (
    <div className="progresspage stackgap">
      <PageHead
        kicker={
          <>
            <a href="/progress">Progress</a> · {name}
          </>
        }
        title="Schools side by side"
        lead="Educators who work there now, and what they earned in the last twelve months."
        work
      />
      {choices.length > 1 ? (
        <form method="get" className="filters line">
          <Select name="in" label="Organisation" options={choices} defaultValue={of} />
          <input type="hidden" name="sort" value={orderText(order)} />
          <div className="actions">
            <Button variant="second">Show</Button>
          </div>
        </form>
      ) : null}
      <SchoolTable rows={rows} order={order} of={of} />
      <p className="small soft">
        Counted {counted}, and every hour. A decision takes the days from handing in until it is told; half are quicker.{' '}
        {WHY_HIDDEN}{' '}
        <a
          href={`/progress/schools.csv?${new URLSearchParams({ in: of, sort: orderText(order) }).toString()}`}
          download
        >
          The same for a spreadsheet, CSV
        </a>
      </p>
    </div>
  )
}
