/** The first page of a static site: who issued, how to check, and only those credentials that may be found. */

import { html, page } from './document.ts'

export type CoverIssuer = {
  name: string
  slug: string
  did: string
  credentials: number
  /** Those whose educators share them */
  shared: readonly { id: string; title: string; person: string }[]
}

/** `on`: the day to which the site says how things stand. */
export const cover = ({ issuers, on }: { issuers: readonly CoverIssuer[]; on: string }): string =>
  page({
    title: 'Credentials',
    found: true,
    body: [
      '<main><h1>Credentials</h1>',
      `<p>A copy of what was issued here, and how it stood on ${html(on)}. Everything on it can be checked without the program that made it.</p>`,
      ...issuers.map(({ name, slug, did, credentials, shared }) =>
        [
          `<h2>${html(name)}</h2>`,
          `<p>${credentials} ${credentials === 1 ? 'credential' : 'credentials'}. Identifier: ${html(did)}. <a href="/organisations/${html(slug)}/did.json">Its keys</a>, <a href="/organisations/${html(slug)}/revocations.json">what it has withdrawn</a>.</p>`,
          shared.length === 0
            ? ''
            : `<ul>${shared.map(({ id, title, person }) => `<li><a href="/credentials/${id}/">${html(title)}, ${html(person)}</a></li>`).join('')}</ul>`,
        ].join('\n'),
      ),
      '<h2>How to check a credential</h2>',
      '<p>Give its file, its picture or the address of its JSON (the address of its page with .json at the end) to any verifier of Open Badges 3.0 or of W3C Verifiable Credentials. The verifier reads the keys of the issuer and the signed list of what was withdrawn from the addresses above; nothing else is needed.</p>',
      '<p class="soft">Credentials whose holders have not shared them are here too, but are not listed: their holders know their addresses.</p>',
      '</main>',
    ].join('\n'),
  })

/** Stands in a folder so that a server which lists folders lists nothing. */
export const closedFolder = page({
  title: 'Nothing to see here',
  found: false,
  body: '<main><h1>Nothing to see here</h1><p>Ask the holder of a credential for its address.</p></main>',
})
