type EmblemProps = { readonly size: number }

/** The mark of Samnum: a case file whose seal is a lotus of five petals. */
export function Emblem({ size }: EmblemProps) {
  return (
    <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true" className="emblem">
      <path
        className="emblem-file"
        d="M6 11a3 3 0 0 1 3-3h10l4 5h16a3 3 0 0 1 3 3v22a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3z"
      />
      <g className="emblem-lotus">
        <path d="M24 18c3 3 4 6 4 9s-1.5 5.5-4 7c-2.5-1.5-4-4-4-7s1-6 4-9z" />
        <path d="M16 22c4 .5 6 3 6.5 5.5.5 2.5 0 4.5-1 6.3-3-.3-5-1.8-6-4.3s-.8-5 .5-7.5z" />
        <path d="M32 22c-4 .5-6 3-6.5 5.5-.5 2.5 0 4.5 1 6.3 3-.3 5-1.8 6-4.3s.8-5-.5-7.5z" />
        <path d="M10.5 28c3-.7 5.5.5 7 2.3 1 1.2 1.7 2.5 2 3.9-2.5.9-4.8.6-6.6-.7s-2.5-3.3-2.4-5.5z" />
        <path d="M37.5 28c-3-.7-5.5.5-7 2.3-1 1.2-1.7 2.5-2 3.9 2.5.9 4.8.6 6.6-.7s2.5-3.3 2.4-5.5z" />
      </g>
    </svg>
  )
}
