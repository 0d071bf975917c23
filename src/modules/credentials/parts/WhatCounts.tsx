import type { AwardKind } from '../rules/achievement.ts'
import type { Assessed } from '../rules/assessed.ts'
import type { Mission } from '../rules/medallions/mission.ts'

interface Props {
  readonly kind: AwardKind
  /** What the signed credential says of it in words; null where it was assessed here */
  readonly earnedWith: string | null
  readonly assessed: readonly Assessed[]
  /** Of a medallion; null for all else */
  readonly mission: Mission | null
}

/** What stands behind a credential: criteria that were met, or what a collection was earned with. */
export function WhatCounts({ kind, earnedWith, assessed, mission }: Props) {
  if (mission !== null) return <Medallion mission={mission} />
  if (kind === 'micro-credential')
    return (
      <>
        <h2>What was assessed</h2>
        {/* Recorded by a registrar: the credential itself says so, and nobody scored anything here. */}
        {earnedWith === null ? <Criteria assessed={assessed} /> : <p>{earnedWith}</p>}
      </>
    )
  const [lead = '', ...parts] = (earnedWith ?? '').split(/\n+/)
  return (
    <>
      <h2>What it was earned with</h2>
      <p>{lead}</p>
      <ul>
        {parts.map((part) => (
          <li key={part}>{part.replace(/^- /, '')}</li>
        ))}
      </ul>
    </>
  )
}

function Medallion({ mission: { mission, goals, parts } }: { mission: Mission }) {
  return (
    <>
      <h2>What it stands for</h2>
      <p>{mission}</p>
      <ul>
        {goals.map(({ name, text }) => (
          <li key={name}>
            <b>{name}.</b> {text}
          </li>
        ))}
      </ul>
      <h2>What it was earned with</h2>
      <p>Each of these was assessed and earned by itself, and chosen for what it says beside it.</p>
      <ul className="parts">
        {parts.map(({ says, line }) => (
          <li key={says}>
            {says}
            <span className="small soft">{line}</span>
          </li>
        ))}
      </ul>
    </>
  )
}

const Criteria = ({ assessed }: { assessed: readonly Assessed[] }) => (
  <>
    <p>
      A product, an application and a reflection, scored by a trained person who saw neither name nor school, against
      these words and no others. Every criterion must be at the required level or above; nothing is averaged.
    </p>
    {assessed.map(({ id, title, level, says, above }) => (
      <section className="criterion" key={id}>
        <h3>{title}</h3>
        <p>{says}</p>
        <p className="small soft">
          {level}, {above ? 'above the required level' : 'the required level'}.
        </p>
      </section>
    ))}
  </>
)
