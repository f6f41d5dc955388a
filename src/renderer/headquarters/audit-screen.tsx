import { BookOpenCheck } from 'lucide-react'
import { useEffect } from 'react'
import type { HeadquartersOutput } from '#contract/headquarters-operations.ts'
import { Button } from '../parts/button.tsx'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { RemoteFrame } from '../screens/remote-frame.tsx'
import { shownOf } from '../state/remote.ts'
import { useTongue } from '../text/text-context.tsx'
import { loadAudit } from './loading.ts'
import { useHeadquarters, useHeadquartersPlace } from './place.ts'

type Row = HeadquartersOutput<'headquarters.audit'>['rows'][number]

/** Who read what, the newest first. */
export function AuditScreen() {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.audit
  const remote = useHeadquarters((state) => state.audit)
  useEffect(() => void loadAudit(place), [place])
  const rows = shownOf(remote)?.rows
  return (
    <>
      <PageHead title={words.title}>
        <p>{words.intro}</p>
      </PageHead>
      <RemoteFrame remote={remote} onRetry={() => void loadAudit(place)} />
      {rows !== undefined && (
        <section className="sheet" aria-label={words.title}>
          {rows.length === 0 ? (
            <EmptyState icon={<BookOpenCheck size={40} strokeWidth={1.5} aria-hidden />} title={words.none}>
              {words.noneWords}
            </EmptyState>
          ) : (
            <>
              <ReadTable rows={rows} />
              {(rows.at(-1)?.seq ?? 1) > 1 && (
                <div className="row table-foot">
                  <Button
                    size="small"
                    isPending={remote.status === 'loading'}
                    onPress={() => void loadAudit(place, rows)}
                  >
                    {words.older}
                  </Button>
                </div>
              )}
            </>
          )}
        </section>
      )}
    </>
  )
}

function ReadTable({ rows }: { readonly rows: readonly Row[] }) {
  const { text, format } = useTongue()
  const { columns, ...words } = text.desk.audit
  return (
    <div className="table-frame">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.who}</th>
            <th scope="col">{columns.what}</th>
            <th scope="col">{columns.station}</th>
            <th scope="col">{columns.subject}</th>
            <th scope="col">{columns.from}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ seq, atMs, name, operation, station, subject, from }) => (
            <tr key={seq}>
              <td className="small nowrap">{format.exactInstant(atMs)}</td>
              <th scope="row">{name === null ? words.unknownPerson : <Shown text={name} />}</th>
              <td>
                <OperationWords operation={operation} />
              </td>
              <td>{station !== null && <Shown text={station} />}</td>
              <td className="small breaking">{subject !== null && <Shown text={subject} isStrict />}</td>
              <td className="small">
                <code>{from}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What was asked for, in words, and its name in the contract where several have the same words. */
function OperationWords({ operation }: Pick<Row, 'operation'>) {
  const { text } = useTongue()
  const { own, nouns } = text.desk.audit
  const said = own[operation]
  if (said !== undefined) return said
  return (
    <>
      {nouns[operation.split('.')[0] ?? ''] ?? operation}
      <br />
      <code className="small faint">{operation}</code>
    </>
  )
}
