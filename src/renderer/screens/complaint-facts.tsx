import { Fragment, type ReactNode } from 'react'
import { Shown } from '../parts/shown.tsx'
import { useTongue } from '../text/text-context.tsx'

/** A part of a complaint as it is read. */
export function Sheet({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="sheet" aria-label={title}>
      <div className="sheet-head">
        <h2>{title}</h2>
      </div>
      {children}
    </section>
  )
}

type FactsProps = {
  readonly facts: readonly (readonly [string, string | undefined])[]
  readonly isNarrow?: boolean
}

/** Facts of a part, and the names of those that were not given. */
export function Facts({ facts, isNarrow = false }: FactsProps) {
  const { text } = useTongue()
  const missing = facts.filter(([, value]) => value === undefined).map(([name]) => name)
  return (
    <div className="sheet-body stack stack-tight">
      <dl className={isNarrow ? 'facts facts-narrow' : 'facts'}>
        {facts.map(([name, value]) => {
          if (value === undefined) return null
          return (
            <Fragment key={name}>
              <dt>{name}</dt>
              <dd>
                <Shown text={value} />
              </dd>
            </Fragment>
          )
        })}
      </dl>
      {missing.length > 0 && <p className="small faint">{text.complaint.notGiven(missing.join(' · '))}</p>}
    </div>
  )
}
