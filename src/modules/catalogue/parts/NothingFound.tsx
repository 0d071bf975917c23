import { LinkButton } from '../../../ui/forms/Button.tsx'
import { Empty } from '../../../ui/Empty.tsx'
import { Seal } from '../../../ui/Seal.tsx'
import { emblem, type StackStyle } from '../rules/emblems/emblems.ts'
import { searchAddress, type SearchAsked } from '../rules/search-address.ts'

/** An emblem of no stack, where there is none to draw. */
const NO_STACK: StackStyle = { figure: 'planning', ink: 1, salt: 0, numeral: '', title: '' }

interface Props {
  readonly asked: SearchAsked
  /** Words of the catalogue that look like those typed */
  readonly nearWords: readonly string[]
  /** Stacks whose names hold what was typed for one */
  readonly nearStacks: readonly { readonly slug: string; readonly name: string }[]
}

/** A search that found nothing teaches how to go on. */
export function NothingFound({ asked, nearWords, nearStacks }: Props) {
  const filtered = asked.stack !== null || asked.component !== null || asked.hours.length > 0
  const advice = [
    filtered ? 'Leave out one of the filters.' : '',
    /\s/.test(asked.text) ? 'Search for one word instead of several.' : '',
    asked.text === '' ? '' : 'Use the word you would say to a colleague.',
  ].filter((sentence) => sentence !== '')
  return (
    <Empty
      heading="h2"
      title={asked.text === '' ? 'No micro-credential fits all of these' : `Nothing here says “${asked.text}”`}
      action={
        <LinkButton variant="second" href="/catalogue">
          Show the whole catalogue
        </LinkButton>
      }
      drawing={<Seal svg={emblem('nothing-found', NO_STACK, 'untouched', 120, '')} />}
    >
      {nearWords.length > 0 ? (
        <>
          The catalogue has words that look like yours:{' '}
          {nearWords.map((word, place) => (
            <span key={word}>
              {place === 0 ? '' : ', '}
              <a href={`/catalogue?q=${encodeURIComponent(word)}`}>{word}</a>
            </span>
          ))}
          .{' '}
        </>
      ) : null}
      {nearStacks.length > 0 ? (
        <>
          No stack is called “{asked.stack}”. These come near:{' '}
          {nearStacks.map(({ slug, name }, place) => (
            <span key={slug}>
              {place === 0 ? '' : '; '}
              <a href={searchAddress(asked, { stack: slug, page: null })}>{name}</a>
            </span>
          ))}
          .{' '}
        </>
      ) : null}
      {advice.join(' ')}
    </Empty>
  )
}
