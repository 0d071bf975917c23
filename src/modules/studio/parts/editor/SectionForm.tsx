import { alignmentsOf } from '../../rules/alignments.ts'
import { STACK_FIELDS } from '../../rules/fields/collections.ts'
import { ALIGNMENT_FIELDS } from '../../rules/fields/micro-credential.ts'
import { fieldsOf } from '../../rules/fields/reading.ts'
import type { DraftPrompt } from '../../rules/rubric.ts'
import type { Section, SectionContent } from '../../rules/sections.ts'
import { AlignmentList } from '../alignments/AlignmentList.tsx'
import { Offered } from '../fields/References.tsx'
import { SectionFields } from '../fields/SectionFields.tsx'
import type { Setting } from '../fields/setting.ts'
import { RubricEditor } from '../rubric/RubricEditor.tsx'
import { StackLooks } from './StackLooks.tsx'

interface Props {
  readonly section: Section
  /** What is drawn into the fields */
  readonly content: SectionContent
  /** What stands in them now */
  readonly typed: SectionContent
  readonly setting: Setting
  readonly prompts: readonly DraftPrompt[]
  /** Of a thing that was never published */
  readonly isNew: boolean
  /** Whether a script runs here */
  readonly scripted: boolean
}

/** The fields of one section: drawn from what it is made of, and by a part of its own where that is more pleasant. */
export function SectionForm({ section, content, typed, setting, prompts, isNew, scripted }: Props) {
  if (section === 'rubric')
    return <RubricEditor section={typed} prompts={prompts} findings={setting.findings} keys={scripted} />
  if (section === 'alignments')
    return <AlignmentList alignments={alignmentsOf(content)} fields={ALIGNMENT_FIELDS} setting={setting} />
  if (section === 'stack') {
    const { title, numeral, figure: _figure, ink: _ink, ...rest } = STACK_FIELDS
    const head = { ...(title === undefined ? {} : { title }), ...(numeral === undefined ? {} : { numeral }) }
    return (
      <>
        <SectionFields fields={head} content={content} setting={setting} />
        <StackLooks content={typed} open={isNew} />
        <SectionFields fields={rest} content={content} setting={setting} />
        <Offered to="micro-credential" setting={setting} />
      </>
    )
  }
  return (
    <>
      <SectionFields fields={fieldsOf(section)} content={content} setting={setting} />
      {section === 'about' ? <Offered to="micro-credential" setting={setting} /> : null}
      {section === 'badge' ? <Offered to="stack" setting={setting} /> : null}
    </>
  )
}
