import { fieldId } from '../../../../ui/forms/field-id.ts'
import type { Alignment } from '../../../catalogue/rules/content.ts'
import { Standing } from '../../../catalogue/parts/frameworks/Standing.tsx'
import { componentKey, type Component } from '../../rules/alignments.ts'
import { itemId } from '../../rules/edits.ts'
import type { Fields } from '../../rules/fields/field.ts'
import { EMPTY_LIST } from '../../rules/fields/reading.ts'
import type { SectionFinding } from '../../rules/findings.ts'
import { FieldFindings } from '../Checklist.tsx'
import { SectionFields } from '../fields/SectionFields.tsx'
import type { Setting } from '../fields/setting.ts'
import { ItemButtons } from '../ItemButtons.tsx'

interface Props {
  readonly alignments: readonly Alignment[]
  /** Of one alignment */
  readonly fields: Fields
  readonly setting: Setting
}

/** What a micro-credential is aligned to, each with a line of why. Their words are their framework's, and not written here. */
export function AlignmentList({ alignments, fields, setting }: Props) {
  return (
    <section className="itemlist stackgap" aria-labelledby="aligned-to">
      <h2 id="aligned-to">
        <span id={fieldId('alignments')} tabIndex={-1}>
          Aligned to
        </span>
      </h2>
      <input type="hidden" name={`alignments.${EMPTY_LIST}`} value="" />
      {alignments.length === 0 ? <p className="soft">Nothing yet.</p> : null}
      {alignments.map((alignment, place) => (
        <AlignmentCard
          key={componentKey(alignment)}
          {...{ alignment, place, fields, setting }}
          count={alignments.length}
        />
      ))}
    </section>
  )
}

interface CardProps extends Omit<Props, 'alignments'> {
  readonly alignment: Alignment
  readonly place: number
  readonly count: number
}

function AlignmentCard({ alignment, place, count, fields, setting }: CardProps) {
  const path = ['alignments', place]
  const at = path.join('.')
  const { framework, edition, code, name } = alignment
  const findings = setting.findings.filter((finding) => isOfWhole(finding, at))
  const called = `${code} ${name}`
  return (
    <section
      className="card stackgap"
      id={itemId(path)}
      data-item={at}
      tabIndex={-1}
      aria-labelledby={`${itemId(path)}-title`}
    >
      <div className="cardhead">
        <h3 id={`${itemId(path)}-title`}>{called}</h3>
        <ItemButtons path={path} count={count} called={called} copies={false} />
      </div>
      <p className="small">
        {framework}, {edition}
      </p>
      <Unsure component={setting.components.get(componentKey(alignment))} />
      {findings.length === 0 ? null : (
        <p id={fieldId(at)} className="found small" tabIndex={-1}>
          <FieldFindings findings={findings} />
        </p>
      )}
      <div className="fields">
        <SectionFields fields={fields} content={alignment} setting={setting} within={`${at}.`} />
      </div>
    </section>
  )
}

/** What was found at the component itself. What is said of its written lines stands there. */
const isOfWhole = ({ field }: SectionFinding, at: string): boolean =>
  field === at || (field.startsWith(`${at}.`) && !/\.(why|basis)$/.test(field))

/** What nobody compared with what its publisher says is marked as such, wherever it stands. */
function Unsure({ component }: { readonly component: Component | undefined }) {
  return component === undefined || component.verified ? null : (
    <p className="small">
      <Standing {...component} />
    </p>
  )
}
