import type { Component } from './edition.ts'

/** A component with what stands below it. */
export type Nested = { component: Component; below: Nested[] }
/** What stands under one heading: a domain, or the component at the top that is one. */
export type Domain = { heading: string; list: Nested[] }

/** Components in their order as an outline. A part of an edition may begin in the middle of one. */
export function nestedByDomain(components: readonly Component[]): Domain[] {
  const domains: Domain[] = []
  const open: Nested[] = []
  for (const component of components) {
    const { code, name, domain, depth } = component
    const node: Nested = { component, below: [] }
    while ((open.at(-1)?.component.depth ?? 0) >= depth) open.pop()
    const above = open.at(-1)
    open.push(node)
    if (above !== undefined && !isHeading(above.component)) above.below.push(node)
    else if (isHeading(component)) domains.push({ heading: `${code} ${name}`, list: [] })
    else if (above !== undefined) domains.at(-1)?.list.push(node)
    else if (domains.at(-1)?.heading === domain) domains.at(-1)?.list.push(node)
    else domains.push({ heading: domain, list: [node] })
  }
  return domains
}

const isHeading = ({ depth, domain, name }: Component): boolean => depth === 1 && domain !== '' && domain === name
