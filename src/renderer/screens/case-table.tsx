import { type KeyboardEvent, useLayoutEffect, useRef } from 'react'
import type { CaseLine } from '#contract/case-operations.ts'
import { Shown } from '../parts/shown.tsx'
import { routeAddress } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'

type CaseTableProps = { readonly cases: readonly CaseLine[] }

/** One page of the list of cases. Up and down move from row to row. */
export function CaseTable({ cases }: CaseTableProps) {
  const { text, format } = useTongue()
  const { columns } = text.cases
  const rows = useKeptFocus(cases)
  return (
    <div className="table-frame">
      <table className="table table-rows">
        <thead>
          <tr>
            <th scope="col">{columns.number}</th>
            <th scope="col" className="wide">
              {columns.title}
            </th>
            <th scope="col" className="numeric">
              {columns.complaints}
            </th>
            <th scope="col" className="numeric">
              {columns.exhibits}
            </th>
            <th scope="col">{columns.opened}</th>
            <th scope="col">{columns.changed}</th>
          </tr>
        </thead>
        <tbody {...rows} onKeyDown={moveThroughRows}>
          {cases.map((line) => (
            <tr key={line.caseId}>
              <td>
                <span className="number-tag">{line.number}</span>
              </td>
              <th scope="row">
                <a
                  className="row-link"
                  href={routeAddress({ screen: 'case', caseId: line.caseId, tab: 'overview' })}
                >
                  <Shown text={line.title} />
                </a>
              </th>
              <td className="numeric">{format.count(line.complaints)}</td>
              <td className="numeric">{format.count(line.exhibits)}</td>
              <td className="small">
                <span className="nowrap">{format.shortInstant(line.openedAtMs)}</span>
                <br />
                <span className="faint">
                  <Shown text={line.openedBy} />
                </span>
              </td>
              <td className="small nowrap">{format.shortInstant(line.lastChangedAtMs)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Moves the focus to the first row when other rows take the place of the one that had it. */
function useKeptFocus(cases: readonly CaseLine[]) {
  const ref = useRef<HTMLTableSectionElement>(null)
  const hasFocus = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other rows are what may take the focus away
  useLayoutEffect(() => {
    if (!hasFocus.current || ref.current?.contains(document.activeElement)) return
    ref.current?.querySelector<HTMLElement>('.row-link')?.focus()
  }, [cases])
  return {
    ref,
    onFocus: () => {
      hasFocus.current = true
    },
    onBlur: () => {
      hasFocus.current = false
    },
  }
}

/** Moves the focus between the links of a table's rows. */
export function moveThroughRows(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('.row-link')]
  const next = links[links.indexOf(document.activeElement as HTMLElement) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
