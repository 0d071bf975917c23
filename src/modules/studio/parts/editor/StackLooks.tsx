import { emblem, FIGURES, isFigure, type Ink } from '../../../catalogue/rules/emblems/emblems.ts'
import { Seal } from '../../../../ui/Seal.tsx'
import { fieldId } from '../../../../ui/forms/field-id.ts'
import { STACK_FIELDS } from '../../rules/fields/collections.ts'
import type { SectionContent } from '../../rules/sections.ts'

const INKS: readonly Ink[] = [1, 2, 3, 4, 5]

const labelsOf = (key: 'figure' | 'ink'): Map<string, string> => {
  const field = STACK_FIELDS[key]
  return new Map(field?.kind === 'choice' ? field.options : [])
}

interface Props {
  /** What the form says now */
  readonly content: SectionContent
  /** Whether it may still change: once it is published, it is on people's seals */
  readonly open: boolean
}

/** The figure and the ink of a stack, as its seals are drawn: each choice shows itself together with the other one. */
export function StackLooks({ content, open }: Props) {
  const figure = isFigure(content['figure']) ? content['figure'] : 'planning'
  const ink = INKS.find((each) => each === content['ink']) ?? 1
  const salt = typeof content['salt'] === 'number' ? content['salt'] : 0
  const draw = (look: { figure: typeof figure; ink: Ink }) =>
    emblem('a-first-look', { ...look, salt, numeral: '', title: '' }, 'progress', 96, '')
  if (!open)
    return (
      <div className="stackgap">
        <h2>Its drawing</h2>
        <input type="hidden" name="figure" value={figure} />
        <input type="hidden" name="ink" value={String(ink)} />
        <Seal svg={draw({ figure, ink })} />
        <p className="hint">
          {labelsOf('figure').get(figure)} in {labelsOf('ink').get(String(ink))?.toLowerCase()}. It is on the seals that
          people have earned, so it stays.
        </p>
      </div>
    )
  return (
    <>
      <Looks
        name="figure"
        legend="Figure"
        chosen={figure}
        choices={FIGURES.map((each) => ({ value: each, svg: draw({ figure: each, ink }) }))}
      />
      <Looks
        name="ink"
        legend="Ink"
        chosen={String(ink)}
        choices={INKS.map((each) => ({ value: String(each), svg: draw({ figure, ink: each }) }))}
      />
    </>
  )
}

function Looks({
  name,
  legend,
  chosen,
  choices,
}: {
  name: 'figure' | 'ink'
  legend: string
  chosen: string
  choices: readonly { value: string; svg: string }[]
}) {
  const labels = labelsOf(name)
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      <div className="looks">
        {choices.map(({ value, svg }, place) => (
          <label key={value} htmlFor={place === 0 ? fieldId(name) : `${fieldId(name)}-${place + 1}`}>
            <Seal svg={svg} />
            <span>
              <input
                type="radio"
                name={name}
                id={place === 0 ? fieldId(name) : `${fieldId(name)}-${place + 1}`}
                value={value}
                defaultChecked={value === chosen}
              />
              {labels.get(value)}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
