import type { Component } from '../../rules/frameworks/edition.ts'
import { nestedByDomain, type Nested } from '../../rules/frameworks/nested.ts'

/** The components of an edition by domain, each below the one that it belongs to. */
export function Outline({ components }: { readonly components: readonly Component[] }) {
  return nestedByDomain(components).map(({ heading, list }, place) => (
    <section key={`${place} ${heading}`} className="prose">
      <h3>{heading === '' ? 'Under no heading' : heading}</h3>
      {list.length === 0 ? null : <Level list={list} />}
    </section>
  ))
}

function Level({ list }: { readonly list: readonly Nested[] }) {
  return (
    <ul>
      {list.map(({ component: { code, name, statement, kind }, below }) => (
        <li key={code}>
          <span className="num">{code}</span> {name}
          {statement === null ? null : <span className="soft"> {statement}</span>}
          {kind === null ? null : <span className="soft"> ({kind})</span>}
          {below.length === 0 ? null : <Level list={below} />}
        </li>
      ))}
    </ul>
  )
}
