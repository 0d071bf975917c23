import { Button } from '../../../../ui/forms/Button.tsx'
import { Select } from '../../../../ui/forms/Field.tsx'
import { STATES, type Asked } from '../../rules/progress/grid.ts'

interface Props {
  readonly asked: Asked
  readonly schools: readonly string[]
  readonly picks: readonly { slug: string; title: string }[]
}

const ANY = { value: '', label: 'Any' }

/** Which people the grid shows. */
export function Find({ asked, schools, picks }: Props) {
  return (
    <search>
      <form method="get" className="filters line">
        <div className="field">
          <label htmlFor="q">Name</label>
          <input id="q" name="q" type="search" defaultValue={asked.name} />
        </div>
        {schools.length > 1 ? (
          <Select
            name="school"
            label="School"
            defaultValue={asked.school}
            options={[ANY, ...schools.map((school) => ({ value: school, label: school }))]}
          />
        ) : null}
        <Select
          name="pick"
          label="Micro-credential"
          defaultValue={asked.pick}
          options={[
            { value: '', label: 'The whole medallion' },
            ...picks.map(({ slug, title }) => ({ value: slug, label: title })),
          ]}
        />
        <Select
          name="state"
          label="How far"
          defaultValue={asked.state ?? ''}
          options={[ANY, ...Object.entries(STATES).map(([value, label]) => ({ value, label }))]}
        />
        <div className="actions">
          <Button variant="second">Show</Button>
        </div>
      </form>
    </search>
  )
}
