/** Pages that need nothing but themselves: no script, no font, no other file, so that they can be read in decades. */

/** Text as HTML shows it. */
export const html = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#fbf8f1, #1b1a17); --ink: light-dark(#23211c, #ece7da); --soft: light-dark(#5d574a, #b6ae9c); --line: light-dark(#cfc7b4, #4a463c); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 44rem; padding: 2rem 1.25rem 4rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 'Atkinson Hyperlegible Next', system-ui, sans-serif; overflow-wrap: break-word; }
h1, h2 { font: 400 2rem/1.15 'Libre Bodoni', 'Bodoni 72', Didot, serif; margin: 0 0 .5rem; }
h2 { font-size: 1.5rem; margin-top: 2.5rem; }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 .25rem; }
.name { font-size: 2.5rem; font-style: italic; }
.diploma { text-align: center; border: 1px solid var(--ink); padding: 2rem 1.25rem; }
.diploma svg { display: block; margin: 1.5rem auto; width: min(20rem, 100%); height: auto; }
.soft, dt { color: var(--soft); }
.alert { border-left: 4px solid currentColor; padding-left: 1rem; font-weight: 600; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; }
dd { margin: 0; min-width: 0; }
a { color: inherit; text-underline-offset: .2em; }
li + li { margin-top: .35rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-top: 1px solid var(--line); }
@media print { body { max-width: none; padding: 0; } }
`

/** A whole page; `body` is HTML of our own making. Pages that people have not chosen to show are not to be found. */
export const page = ({ title, body, found }: { title: string; body: string; found: boolean }): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src 'self'">`,
    ...(found ? [] : ['<meta name="robots" content="noindex">']),
    `<title>${html(title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    `<body>${body}</body>`,
    '</html>',
    '',
  ].join('\n')

/** Terms and answers; an answer that is null is left out. */
export const facts = (known: readonly (readonly [term: string, answer: string | null])[]): string =>
  `<dl>${known.flatMap(([term, answer]) => (answer === null ? [] : `<dt>${html(term)}</dt><dd>${html(answer)}</dd>`)).join('')}</dl>`
