import { Alignments } from '../../../catalogue/parts/Coverage.tsx'
import { Examples, Sources } from '../../../catalogue/parts/FullMicroCredential.tsx'
import { ArticleWords, Glance } from '../../../catalogue/parts/MicroCredentialArticle.tsx'
import { RubricView } from '../../../catalogue/parts/RubricView.tsx'
import type { MicroCredentialContent } from '../../../catalogue/rules/content.ts'
import { criterionNumbers } from '../../../catalogue/rules/rubric.ts'
import { previewOf } from '../../rules/preview.ts'
import { joinSections, splitContent, type Section, type SectionContent } from '../../rules/sections.ts'
import { PartPrompts } from './EducatorWorkspace.tsx'

interface Props {
  readonly draft: { readonly id: string; readonly slug: string }
  /** The whole draft as it was saved */
  readonly whole: SectionContent
  readonly section: Section
  /** What the open section says now */
  readonly typed: SectionContent
}

/** Beside the form: what the open section looks like on the pages where it is read, drawn anew with every key. */
export function PreviewPane({ draft, whole, section, typed }: Props) {
  const sections = { ...splitContent('micro-credential', whole), [section]: typed }
  const content = previewOf(joinSections('micro-credential', sections, { id: draft.slug, version: '0.0.0' }))
  return (
    <section className="pane stackgap" aria-label="How it will look">
      <h2>How it will look</h2>
      <p className="small">
        <a href={hrefOf(draft.id, section)}>See the whole page</a>
      </p>
      <div className="paned">
        <Piece content={content} section={section} />
      </div>
    </section>
  )
}

function hrefOf(draftId: string, section: Section): string {
  const path = `/studio/drafts/${draftId}/preview`
  switch (section) {
    case 'product':
    case 'application':
    case 'reflection':
      return `${path}?as=workspace&part=${section}`
    case 'rubric':
      return `${path}?as=assessor`
    default:
      return path
  }
}

function Piece({ content, section }: { content: MicroCredentialContent; section: Section }) {
  switch (section) {
    case 'product':
    case 'application':
    case 'reflection':
      return <PartPrompts content={content} kind={section} />
    case 'rubric':
      return <WholeRubric content={content} />
    case 'sources':
      return <Sources content={content} />
    case 'examples':
      return <Examples content={content} />
    case 'alignments':
      return <Alignments alignments={content.alignments} />
    case 'time':
      return <Glance content={content} version={null} open />
    default:
      return (
        <>
          <h3>{content.title}</h3>
          <p className="lead">{content.competency}</p>
          <ArticleWords content={content} />
        </>
      )
  }
}

/** In the order and under the numbers that educators and assessors see. */
function WholeRubric({ content }: { content: MicroCredentialContent }) {
  const numbers = criterionNumbers(content)
  const criteria = content.rubric.criteria.toSorted((a, b) => (numbers.get(a.id) ?? 0) - (numbers.get(b.id) ?? 0))
  return (
    <>
      <h3>What good looks like</h3>
      <RubricView tall criteria={criteria} levels={content.rubric.levels} />
    </>
  )
}
