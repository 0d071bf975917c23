import { emblem } from '../../../catalogue/rules/emblems/emblems.ts'
import { Select, TextArea, TextField } from '../../../../ui/forms/Field.tsx'
import { Seal } from '../../../../ui/Seal.tsx'
import { LONGEST, type MedallionContent } from '../../rules/content.ts'
import { fieldName } from '../../rules/designing/form.ts'
import { ListButtons } from './ListButtons.tsx'
import type { ShownPick } from './shown.ts'

interface Props {
  readonly content: MedallionContent
  readonly known: readonly ShownPick[]
  /** The picks whose line is still that of whom it was copied from */
  readonly borrowed: ReadonlySet<string>
}

/** Pick by pick, in the order of the path: the goal it serves and how, who needs it, and when it is best earned. */
export function Lines({ content: { picks, goals, groups }, known, borrowed }: Props) {
  const catalogue = new Map(known.map((one) => [one.slug, one]))
  return (
    <ol className="cards" id="list-picks" tabIndex={-1}>
      {picks.map(({ micro_credential: slug, goal, mission_line: line, group = '', when = '' }, place) => {
        const found = catalogue.get(slug)
        const title = found?.title ?? slug
        const field = (name: string): string => fieldName('picks', slug, name)
        return (
          <li key={slug} className={`card stackgap line ${found?.stack.style.figure ?? ''}`}>
            <div className="cardhead">
              <input type="hidden" name="picks" value={slug} />
              <h3>
                {found === undefined ? null : <Seal svg={emblem(slug, found.stack.style, 'earned', 40, '')} />}
                <a href={`/micro-credentials/${slug}`}>{title}</a>
              </h3>
              <ListButtons list="picks" item={slug} place={place} of={picks.length} what={title} verb="Take out" />
            </div>
            <TextArea
              name={field('mission_line')}
              label="How it serves your mission"
              hint={
                borrowed.has(slug)
                  ? 'This line is still that of the medallion you began with. Say it in your own words.'
                  : 'One line, as you would say it to a colleague.'
              }
              rows={2}
              defaultValue={line}
            />
            <div className="fields side three">
              <Select
                name={field('goal')}
                label="The goal it serves"
                defaultValue={goal}
                options={[
                  { value: '', label: goals.length === 0 ? 'No goal is written yet' : 'Choose a goal' },
                  ...goals.map(({ id, name }, at) => ({ value: id, label: name.trim() || `Goal ${at + 1}` })),
                ]}
              />
              <Select
                name={field('group')}
                label="Who needs it"
                defaultValue={group}
                options={[
                  { value: '', label: 'Everyone' },
                  ...groups.map(({ id, title: named }, at) => ({
                    value: id,
                    label: named.trim() || `Choice ${at + 1}`,
                  })),
                ]}
              />
              <TextField
                name={field('when')}
                label="Term or date"
                optional
                defaultValue={when}
                maxLength={LONGEST.when}
              />
            </div>
          </li>
        )
      })}
    </ol>
  )
}
