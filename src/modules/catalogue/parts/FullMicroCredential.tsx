import { Fragment } from 'react'
import { Facts } from '../../../ui/Facts.tsx'
import { listWords, plural } from '../../../ui/words/words.ts'
import type { MicroCredentialContent, Part, Prompt, ResponseKind } from '../rules/content.ts'
import { criteriaOf, criterionNumbers, inWorkOrder, requiredLevel } from '../rules/rubric.ts'
import { RubricView } from './RubricView.tsx'

const NAMES = { product: 'Product', reflection: 'Reflection', application: 'Application' } as const
const WAYS: Record<ResponseKind, string> = {
  text: 'text',
  file: 'a file',
  image: 'an image',
  audio: 'sound',
  video: 'video',
  link: 'a link',
}

/** What somebody reads before starting: what to hand in, the whole rubric, two worked examples, research, resources. */
export function FullMicroCredential({ content }: { readonly content: MicroCredentialContent }) {
  return (
    <>
      <section className="wide prose subject" id="hand-in">
        <h2>What you hand in</h2>
        <p>
          Three parts, in the order in which most people work on them. {content.assessment.participation}.{' '}
          {content.minutes_note}
        </p>
        {content.assessment.team_note === undefined ? null : <p>{content.assessment.team_note}</p>}
        {inWorkOrder(content).map((part) => (
          <PartView key={part.kind} part={part} />
        ))}
      </section>
      <Rubric content={content} />
      <Examples content={content} />
      <Sources content={content} />
    </>
  )
}

function PartView({ part }: { readonly part: Part }) {
  return (
    <>
      <h3 id={part.kind}>
        {NAMES[part.kind]}: {part.title}
      </h3>
      <p>
        {part.purpose} <span className="soft">{minutesInWords(part.minutes)}.</span>
      </p>
      <ol className="steps">
        {part.prompts.map((prompt) => (
          <li key={prompt.id}>
            <b className="num">{prompt.id}</b>
            <div>
              <p>{prompt.text}</p>
              <p className="small soft">{prompt.guidance}</p>
              <p className="small soft">{answerInWords(prompt)}</p>
            </div>
          </li>
        ))}
      </ol>
      <Facts
        facts={[
          ['You may hand in', <Lines key="evidence" lines={part.accepted_evidence} />],
          ['Without a class', <p key="alone">{part.without_a_class}</p>],
          ['Students’ privacy', <p key="privacy">{part.student_privacy}</p>],
        ]}
      />
    </>
  )
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul>
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)

const minutesInWords = ({ min, max }: { min: number; max: number }): string =>
  min === max ? plural(min, 'minute') : `${min} to ${plural(max, 'minute')}`

function answerInWords({ responses, words, required }: Prompt): string {
  const ways = `Answer with ${listWords(
    responses.map((kind) => WAYS[kind]),
    'or',
  )}`
  const guide = words === undefined ? '' : `; in writing, ${words.min} to ${plural(words.max, 'word')}`
  return `${ways}${guide}.${required ? '' : ' You may leave it out.'}`
}

/** What its key method rests on, and what helps with it. */
export function Sources({ content }: { readonly content: MicroCredentialContent }) {
  return (
    <section className="wide prose subject" id="research">
      <h2>Research and resources</h2>
      <h3>Research</h3>
      <ul>
        {content.research.map(({ authors, year, title, venue, doi, url, note }) => (
          <li key={title}>
            {authors} ({year}).{' '}
            {doi === undefined && url === undefined ? title : <a href={url ?? `https://doi.org/${doi}`}>{title}</a>}.{' '}
            {venue}. <span className="soft">{note}</span>
          </li>
        ))}
      </ul>
      <h3>Resources</h3>
      <ul>
        {content.resources.map(({ title, by, kind, url, minutes, note }) => (
          <li key={title}>
            {url === undefined ? title : <a href={url}>{title}</a>}, {by} ({kind}, {plural(minutes, 'minute')}).{' '}
            <span className="soft">{note}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Rubric({ content }: { readonly content: MicroCredentialContent }) {
  const numbers = criterionNumbers(content)
  return (
    <section className="wide prose subject" id="rubric">
      <h2>The rubric</h2>
      <p>
        Assessors score with these words and no others. You earn the micro-credential when every criterion is at{' '}
        <b>{requiredLevel(content).name}</b> or above. Nothing is averaged.
      </p>
      {inWorkOrder(content).map(({ kind }) => {
        const criteria = criteriaOf(content, kind)
        return (
          <Fragment key={kind}>
            <h3>{NAMES[kind]}</h3>
            <RubricView
              criteria={criteria}
              levels={content.rubric.levels}
              startAt={numbers.get(criteria[0]?.id ?? '') ?? 1}
            />
          </Fragment>
        )
      })}
      <h3>How assessors score</h3>
      <ul>
        {content.rubric.scoring_rules.map((rule) => (
          <li key={rule}>{rule}</li>
        ))}
      </ul>
      <h3>Common reasons for “not yet”</h3>
      <ul>
        {content.common_reasons_for_not_yet.map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </section>
  )
}

/** Two pieces of work with their scores, for educators and for the training of assessors. */
export function Examples({ content: { examples, rubric } }: { readonly content: MicroCredentialContent }) {
  const titleOf = new Map(rubric.criteria.map(({ id, title }) => [id, title]))
  const nameOf = new Map(rubric.levels.map(({ id, name }) => [id, name]))
  return (
    <section className="wide prose subject" id="examples">
      <h2>Two worked examples</h2>
      <div className="abreast">
        {[examples.meets, examples.not_quite].map(({ title, text, why, scores }) => (
          <section key={title} className="stackgap">
            <h3>{title}</h3>
            <Folded text={text} />
            <h4>Why</h4>
            <Folded text={why} />
            <h4>Its scores</h4>
            <Facts
              facts={rubric.criteria
                .filter(({ id }) => scores[id] !== undefined)
                .map(({ id }) => [titleOf.get(id) ?? id, nameOf.get(scores[id] ?? '') ?? ''])}
            />
          </section>
        ))}
      </div>
    </section>
  )
}

/** A content file folds its lines, so that a single break is left where an author began a paragraph. */
const Folded = ({ text }: { readonly text: string }) =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, place) => <p key={place}>{line}</p>)
