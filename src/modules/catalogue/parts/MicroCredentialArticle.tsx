import type { ReactNode } from 'react'
import { Day } from '../../../ui/words/Day.tsx'
import { Button } from '../../../ui/forms/Button.tsx'
import { Facts } from '../../../ui/Facts.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { hoursInWords, hoursRange } from '../../../ui/words/words.ts'
import { isOutline, type MicroCredentialContent, type OutlineContent } from '../rules/content.ts'
import { emblem, type StackStyle } from '../rules/emblems/emblems.ts'
import { Alignments } from './Coverage.tsx'
import { FullMicroCredential } from './FullMicroCredential.tsx'
import { Licence } from './Licence.tsx'

type Named = { readonly slug: string; readonly title: string }

export interface ArticleView {
  readonly slug: string
  readonly content: MicroCredentialContent | OutlineContent
  readonly stack: Named & { readonly style: StackStyle; readonly size: number }
  /** Within its stack, from 1; 0 where its stack does not list it */
  readonly position: number
  readonly badge: Named | null
  readonly licence: string | null
  readonly version: { readonly number: number; readonly publishedAt: Date } | null
  readonly before: { readonly needed: readonly Named[]; readonly helpful: readonly Named[] }
  /** Whether it can be started */
  readonly open: boolean
}

interface Props {
  readonly view: ArticleView
  /** What can be done with it now */
  readonly children: ReactNode
}

/** The page of a micro-credential as everybody reads it, and as its authors see it before it is published. */
export function MicroCredentialArticle({ view, children }: Props) {
  const { content, stack, slug, version, open } = view
  return (
    <article className="reading">
      <header className={`wide opening ${stack.style.figure}`}>
        <div className="stackgap">
          <p className="kicker">
            <a href={`/stacks/${stack.slug}`}>{stack.title}</a>, <span className="numeral">{stack.style.numeral}</span>{' '}
            {view.position === 0 ? null : `· micro-credential ${view.position} of ${stack.size}`}
          </p>
          <h1>{content.title}</h1>
          <p className="lead">{content.competency}</p>
          {children}
        </div>
        <Seal svg={emblem(slug, stack.style, 'untouched', 360, `The emblem of ${content.title}, not yet earned`)} />
      </header>
      <ArticleWords content={content} />
      <aside className="stackgap oxford" aria-label="At a glance">
        <Glance content={content} version={version} open={open} />
        <h4>It counts towards</h4>
        <ul>
          <li>
            <a href={`/stacks/${stack.slug}`}>The {stack.title} stack</a>
          </li>
          {view.badge === null ? null : (
            <li>
              <a href={`/badges/${view.badge.slug}`}>{view.badge.title}</a>
            </li>
          )}
        </ul>
        <Before title="Earn first" list={view.before.needed} />
        <Before title="Helpful before it" list={view.before.helpful} />
        {view.licence === null ? null : <Licence name={view.licence} />}
      </aside>
      {!isOutline(content) ? <FullMicroCredential content={content} /> : null}
      <section className="wide prose subject" id="aligned">
        <h2>Aligned to</h2>
        <Alignments alignments={content.alignments} />
      </section>
    </article>
  )
}

type Content = ArticleView['content']

/** What it is about, in the words of its authors. */
export function ArticleWords({ content }: { readonly content: Content }) {
  const written = !isOutline(content)
  return (
    <div className="prose">
      <h2>In short</h2>
      <p>{content.summary}</p>
      {written ? (
        <>
          <h3>Why it matters</h3>
          <p>{content.why_it_matters}</p>
        </>
      ) : null}
      <h2>The key method</h2>
      <p>
        <b>{content.key_method.name}.</b> {content.key_method.in_short}
      </p>
      {written ? (
        <ol>
          {content.key_method.steps.map((step) => (
            <li key={step.name}>
              <b>{step.name}.</b> {step.text}
            </li>
          ))}
        </ol>
      ) : null}
      {content.not_assessed_here.length === 0 ? null : (
        <>
          <h3>What is not assessed here</h3>
          <ul>
            {content.not_assessed_here.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

/** What an educator asks first. */
export function Glance({ content, version, open }: Pick<ArticleView, 'content' | 'version' | 'open'>) {
  const written = !isOutline(content)
  return (
    <Facts
      facts={[
        ['Time', hoursRange(content.hours.min, content.hours.max)],
        ['Credited', hoursInWords(content.hours.credited)],
        ['Decision', written && open ? 'Within 5 business days' : null],
        ['Attempts', written && open ? 'As many as you need' : null],
        [
          'Version',
          version === null ? (
            'Not published yet'
          ) : (
            <>
              {version.number}, since <Day at={version.publishedAt} timeZone="UTC" />
            </>
          ),
        ],
      ]}
    />
  )
}

/** What can be done with one that is open; in a preview nothing is started. */
export function StartActions({ start }: { readonly start: string | null }) {
  const button = <Button type={start === null ? 'button' : 'submit'}>Start this micro-credential</Button>
  return (
    <div className="actions">
      {start === null ? (
        button
      ) : (
        <form method="post" action="/pursuits">
          <input type="hidden" name="micro_credential" value={start} />
          {button}
        </form>
      )}
      <a href="#rubric">Read the rubric first</a>
    </div>
  )
}

function Before({ title, list }: { title: string; list: readonly Named[] }) {
  if (list.length === 0) return null
  return (
    <>
      <h4>{title}</h4>
      <ul>
        {list.map((other) => (
          <li key={other.slug}>
            <a href={`/micro-credentials/${other.slug}`}>{other.title}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
