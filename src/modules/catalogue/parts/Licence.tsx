const KNOWN: Readonly<Record<string, { words: string; href: string }>> = {
  'CC-BY-4.0': { words: 'CC BY 4.0', href: 'https://creativecommons.org/licenses/by/4.0/' },
  'CC-BY-SA-4.0': { words: 'CC BY-SA 4.0', href: 'https://creativecommons.org/licenses/by-sa/4.0/' },
  'CC0-1.0': { words: 'CC0 1.0', href: 'https://creativecommons.org/publicdomain/zero/1.0/' },
}

/** Under which terms the words of the catalogue may be used again; `name` as SPDX spells it. */
export function Licence({ name }: { readonly name: string }) {
  const known = KNOWN[name]
  return (
    <p className="small soft">
      The text may be copied and changed under{' '}
      {known === undefined ? (
        name
      ) : (
        <a href={known.href} rel="license">
          {known.words}
        </a>
      )}
      .
    </p>
  )
}
