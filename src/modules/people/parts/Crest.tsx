const ROUND = 24
const CENTRE = 60

/**
 * The crest of an organisation: its letters in a woven ring, all in its ink. Lines only: metal is for what is earned.
 * Beside the name of the organisation it is silent.
 */
export function Crest({ monogram, ink, size = 96 }: { monogram: string; ink: string; size?: number }) {
  const letters = Array.from(monogram).length
  return (
    <svg
      className="crest"
      width={size}
      height={size}
      viewBox="0 0 120 120"
      fill="none"
      stroke={ink}
      strokeWidth={0.8}
      aria-hidden="true"
    >
      <circle cx={CENTRE} cy={CENTRE} r={58} strokeWidth={1.6} />
      <circle cx={CENTRE} cy={CENTRE} r={55.5} />
      {Array.from({ length: ROUND }, (_, i) => {
        const turn = (2 * Math.PI * i) / ROUND
        const at = (part: number) => (CENTRE + 46 * part).toFixed(2)
        return <circle key={i} cx={at(Math.cos(turn))} cy={at(Math.sin(turn))} r={8.4} />
      })}
      <circle cx={CENTRE} cy={CENTRE} r={37} strokeWidth={1.6} />
      <text
        x={CENTRE}
        y={CENTRE}
        dy="0.35em"
        textAnchor="middle"
        fontSize={letters > 2 ? 26 : letters > 1 ? 34 : 44}
        fill={ink}
        stroke="none"
      >
        {monogram}
      </text>
    </svg>
  )
}
