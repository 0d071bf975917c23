import { Button, LinkButton } from '../../../ui/forms/Button.tsx'
import { plural } from '../../../ui/words/words.ts'
import type { NextStep } from '../rules/next-step.ts'

/** What an educator does best next, and the button that does it. */
export function NextOne({ step }: { step: NextStep }) {
  const { title, text, href, verb } = wordsOf(step)
  return (
    <section className="stackgap oxford">
      <div>
        <span className="kicker">Your next step</span>
        <h2>{title}</h2>
      </div>
      <p>{text}</p>
      {step.kind === 'begin planned' ? (
        <form method="post" action="/pursuits" className="actions">
          <Button name="micro_credential" value={step.slug}>
            {verb}
          </Button>
          <a href={href}>Read it first</a>
        </form>
      ) : (
        <p className="actions">
          <LinkButton href={href}>{verb}</LinkButton>
        </p>
      )}
    </section>
  )
}

function wordsOf(step: NextStep): { title: string; text: string; href: string; verb: string } {
  switch (step.kind) {
    case 'go on':
      return {
        title: step.again ? 'Finish your next attempt' : 'Finish what you began',
        text: step.again
          ? `${step.title}: only the criteria that were not met are open, and what you met stays met.`
          : `${step.title} waits as you left it. Every word of it is saved.`,
        href: `/pursuits/${step.pursuitId}`,
        verb: `Go on with ${step.title}`,
      }
    case 'read feedback':
      return {
        title: 'Read your feedback',
        text: `${step.title} is not yet earned. The feedback stands beside the evidence that it speaks of, and you may try again as often as you like.`,
        href: `/pursuits/${step.pursuitId}`,
        verb: 'Read the feedback',
      }
    case 'begin planned':
      return {
        title: step.towards === null ? 'Begin what you planned' : `Begin the next one for ${step.towards}`,
        text: `${step.title} is next ${step.towards === null ? 'in your plan' : 'on its path'}.`,
        href: `/micro-credentials/${step.slug}`,
        verb: `Start ${step.title}`,
      }
    case 'wait':
      return {
        title: 'Choose the next one meanwhile',
        text: `${plural(step.count, 'submission')} ${step.count === 1 ? 'is' : 'are'} with the assessors. You can begin another.`,
        href: '/catalogue',
        verb: 'Look through the catalogue',
      }
    case 'begin':
      return {
        title: step.first ? 'Choose a first one' : 'Choose the next one',
        text: step.first
          ? 'Each micro-credential that you earn strikes one of these seals. Most people begin with one they already teach well.'
          : 'Any order is right. Most take one to two hours.',
        href: '/catalogue',
        verb: 'Look through the catalogue',
      }
  }
}
