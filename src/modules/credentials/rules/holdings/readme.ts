/** What is in the archive of everything that a person owns, and how to check it without us. */

export const holdingsReadme = ({
  name,
  on,
  publicUrl,
  credentials,
  works,
  omitted,
}: {
  name: string
  on: string
  publicUrl: string
  credentials: number
  works: number
  /** Files that are too large for one archive, with their addresses */
  omitted: readonly string[]
}): string => `Everything that ${name} owns at ${publicUrl}
As it was on ${on}

WHAT IS IN HERE

credentials/   ${credentials === 1 ? 'One credential' : `${credentials} credentials`}, each in a folder of its own:
    credential.json    the signed credential. This is the original; keep it exactly as it is
    credential.jwt     the same as a token, for services that ask for one
    picture.png        its seal with the signed credential inside
    picture.svg        the same, sharp at any size
    certificate.pdf    to print, with the signed credential inside
transcript.pdf         all of it on paper
transcript.json        all credentials in one file: a W3C Verifiable Presentation. It is
                       not signed by you, since you have no key here; each credential
                       in it is signed by its issuer
proof/                 what is needed to check without our site, at the paths of its addresses:
    organisations/     the public keys of the issuers (did.json), and what they have withdrawn
    status-lists/      the signed lists of what is not in force, as they were on ${on}
work/          What you wrote and handed in: ${works === 1 ? 'one attempt' : `${works} attempts`} with your words, your files
               and what the assessors told you. It may show pupils: look before you give it away

HOW TO CHECK A CREDENTIAL

1. At ${publicUrl}/verify, or on any other site that runs Mintmark: choose any of the
   files in a folder of credentials. No account is needed.
2. With any verifier of Open Badges 3.0 or of W3C Verifiable Credentials (version 2.0):
   give it credential.json. The proof is a Data Integrity proof, eddsa-rdfc-2022.
3. When our site is gone: the key that signed is in proof/organisations/<issuer>/did.json,
   under the name that credential.json has in proof.verificationMethod. The place of the
   credential in the list of what was withdrawn is in credentialStatus; the list is in
   proof/status-lists and is signed with a key of the same issuer. It tells how things
   stood on ${on}, and nothing that came later.
${omitted.length === 0 ? '' : `\nFILES THAT ARE NOT IN HERE\n\nThey are too large for one archive. Fetch each while you are signed in:\n\n${omitted.join('\n')}\n`}`
