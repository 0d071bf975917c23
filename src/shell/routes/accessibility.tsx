import { PageHead } from '../../ui/Page.tsx'
import type { Route } from './+types/accessibility'

export const handle = { public: true }

export const meta: Route.MetaFunction = () => [
  { title: 'Accessibility · Mintmark' },
  {
    name: 'description',
    content: 'What Mintmark does so that everyone can use it, and where it may still fall short.',
  },
]

export default function Accessibility() {
  return (
    <article className="prose">
      <PageHead
        title="Accessibility"
        lead="Mintmark is built to WCAG 2.2, level AA. What follows is how, so that you can hold us to it."
      />
      <h2>How you can use it</h2>
      <ul>
        <li>
          <b>With a keyboard alone.</b> Everything that can be clicked can be reached and used with keys. The place you
          are at has a heavy outline, and the first key on a page skips to its content.
        </li>
        <li>
          <b>With a screen reader.</b> Pages have one main heading and named regions. Rubrics are lists and never
          tables. Every drawing that shows progress has the same in words beside it.
        </li>
        <li>
          <b>Large.</b> Text grows to 400 % without sideways scrolling, and pages work on a phone 360 pixels wide. Wide
          tables scroll in a region of their own.
        </li>
        <li>
          <b>Light or dark, calm.</b> Colours follow your device and keep a contrast of 4.5 to 1 for text. Colour is
          never the only sign. If your device asks for less motion, nothing moves.
        </li>
        <li>
          <b>Without script.</b> Public pages have none. Forms for work and for scoring are sent and saved without it;
          with it, your words are saved while you type.
        </li>
        <li>
          <b>In your own way of answering.</b> Many prompts accept sound, video or a picture instead of writing. Each
          says which.
        </li>
      </ul>
      <h2>Where it may fall short</h2>
      <ul>
        <li>
          <b>Evidence.</b> What educators hand in is theirs: a video may have no captions, a picture no description.
          Please add them when you can.
        </li>
        <li>
          <b>Resources.</b> The catalogue links to pages of others, which we do not control.
        </li>
        <li>
          <b>Language.</b> The words on the screen are in English so far.
        </li>
      </ul>
      <h2>If something stops you</h2>
      <p>
        Tell the people who run this installation: your district, school or publisher. Say which page, what you wanted
        to do and what you use. If it is a fault of the software, they can report it to the project, whose source is
        open.
      </p>
    </article>
  )
}
