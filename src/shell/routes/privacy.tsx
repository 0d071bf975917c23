import { PageHead } from '../../ui/Page.tsx'
import type { Route } from './+types/privacy'

export const handle = { public: true }

export const meta: Route.MetaFunction = () => [
  { title: 'Privacy · Mintmark' },
  { name: 'description', content: 'What Mintmark keeps about you, who can read it, and what a credential says.' },
]

export default function Privacy() {
  return (
    <article className="prose">
      <PageHead
        title="Privacy"
        lead="What this software keeps, and who can read it. The organization that runs it for you decides the rest, and answers for it."
      />
      <h2>If you only read</h2>
      <p>
        Public pages set no cookie, run no script, and load nothing from other sites. For each answer the server’s log
        holds the time, the page’s address, the outcome and how long it took.
      </p>
      <h2>If you have an account</h2>
      <ul>
        <li>
          <b>Who you are.</b> Your name, your e-mail addresses, and your roles in a school, district or publisher. Your
          password, if you have one, is kept only in a form that cannot be read back.
        </li>
        <li>
          <b>One cookie.</b> It says that you are signed in, and is used for nothing else.
        </li>
        <li>
          <b>What you do.</b> Your writing, your files, the scores and comments on them, your awards, and a record of
          what happened when: submitted, claimed, decided. The record holds no text of yours.
        </li>
      </ul>
      <h2>Who can read your evidence</h2>
      <p>
        You, and the assessors of that submission. Assessors see neither your name nor your school, and you do not see
        theirs. Nobody assesses their own work.
      </p>
      <p>
        Nobody else, unless you show it. When you share the page of a credential, you choose item by item what of your
        work stands beside it, and you can take each back at any time.
      </p>
      <h2>Students</h2>
      <p>
        Evidence comes from classrooms. Leave out names, faces and voices; each part of a micro-credential says how.
        Before you submit, you state that nothing identifies a student without permission. An assessor who can recognize
        a student can say so at once.
      </p>
      <h2>What a credential says</h2>
      <p>
        What was earned, when, by which standard, and who issued it. It holds no evidence, no scores in words, and no
        assessor’s name. It points to you by a number and a scrambled form of your e-mail address, so that only someone
        who knows the address can check that it is yours. Anyone who has its link can read its page.
      </p>
      <h2>What you can ask for</h2>
      <p>What you earned, wrote and handed in you can take along by yourself, as one file, from My credentials.</p>
      <p>
        Ask the organization that runs this installation to see, correct or remove what is kept about you. Credentials
        that were issued can be withdrawn, but copies that others hold cannot be called back.
      </p>
    </article>
  )
}
