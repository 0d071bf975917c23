import { Button } from '../../../../ui/forms/Button.tsx'
import { Select } from '../../../../ui/forms/Field.tsx'
import { Facts } from '../../../../ui/Facts.tsx'
import { Table } from '../../../../ui/Table.tsx'
import { LEAST_PEOPLE, type Told } from '../../rules/publishing/statistics.ts'

interface Props {
  readonly figures: {
    readonly number: number
    /** null, like every figure: of too few people to be told */
    readonly decided: number | null
    readonly some: boolean
    readonly earned: number | null
    readonly atOnce: number | null
    readonly attempts: number | null
    readonly half: string | null
    readonly most: string | null
    readonly criteria: readonly Told[]
  }
  readonly versions: readonly { readonly number: number; readonly version: string }[]
}

/** What the submissions of one version say of it: which criterion is hardest, how many attempts, how long until a decision. */
export function Figures({ figures, versions }: Props) {
  const { number, decided, some, earned, atOnce, attempts, half, most, criteria } = figures
  return (
    <>
      {versions.length < 2 ? null : (
        <form method="get" action="#figures" className="filters line">
          <Select
            name="figures"
            label="Version"
            options={versions.map((each) => ({
              value: String(each.number),
              label: `${each.number} (${each.version})`,
            }))}
            defaultValue={String(number)}
          />
          <div className="actions">
            <Button variant="second">Show</Button>
          </div>
        </form>
      )}
      {decided === null ? (
        <p>
          {some
            ? `Fewer than ${LEAST_PEOPLE} people have had a decision on version ${number}. Figures of so few would say something of each of them, so there are none yet.`
            : `Nobody has had a decision on version ${number} yet. Then this says which criterion is most often “not yet”, how many attempts it takes, and how long people wait.`}
        </p>
      ) : (
        <>
          <Facts
            flow
            facts={[
              ['First attempts decided', String(decided)],
              ['Earned at the first attempt', `${atOnce ?? 0} of ${decided}`],
              ['Earned so far', String(earned ?? 0)],
              ['Attempts to earn it', attempts === null ? null : `${attempts.toFixed(1)} on average`],
              [
                'Until a decision',
                half === null || most === null ? null : `${half}; nine of ten within ${most.replace('about ', '')}`,
              ],
            ]}
          />
          <Table
            caption="The criteria"
            hint={`A figure stands where at least ${LEAST_PEOPLE} people were scored.`}
            rows={criteria}
            rowKey={({ criterionId }) => criterionId}
            none=""
            columns={[
              {
                head: 'Criterion',
                cell: ({ title, hardest }) => (
                  <>
                    {title}
                    {hardest ? <span className="state">Most often “not yet”</span> : null}
                  </>
                ),
              },
              {
                head: 'Met at the first attempt',
                figures: true,
                cell: ({ met }) => (met === null ? 'Too few' : `${met.met} of ${met.of}`),
              },
              {
                head: '“Not yet” in all',
                figures: true,
                cell: ({ notYet }) => notYet ?? 'Too few',
              },
            ]}
          />
        </>
      )}
    </>
  )
}
