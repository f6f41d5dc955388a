import { useEffect } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { HistoryRow } from '#contract/case-story-operations.ts'
import { EVENT_KIND_TEXT } from '#core/documents/case-report-text.ts'
import type { EventKind } from '#core/ledger/event-body.ts'
import { copyText } from '../parts/copy-text.ts'
import { HashText } from '../parts/hash-text.tsx'
import { LongTable } from '../parts/long-table.tsx'
import { Shown } from '../parts/shown.tsx'
import { loadHistory } from '../state/casework-actions.ts'
import { remoteOf } from '../state/custody-state.ts'
import { useSession, useWorkplace } from '../state/places.tsx'
import { shownOf } from '../state/remote.ts'
import { mayDo } from '../state/station-actions.ts'
import { useTongue } from '../text/text-context.tsx'
import { DialogButton } from './act.tsx'

type HistoryTabProps = { readonly file: CaseFile }

/** Every event of a case in the order of the ledger, the newest first. */
export function HistoryTab({ file }: HistoryTabProps) {
  const at = useWorkplace()
  const { text, language, format } = useTongue()
  const columns = text.cases.historyColumns
  const departures = new Set(file.departures.map((event) => event.seq))
  const events = [...file.events, ...file.departures].sort((first, second) => second.seq - first.seq)
  const { caseId, number, title } = file
  const mayConfirm = useSession((state) => mayDo(state, 'event.confirm'))
  const told = useSession((state) => shownOf(remoteOf(state.casework.history, caseId)))
  useEffect(() => void loadHistory(at, caseId), [at, caseId])
  const lines = new Map(told?.lines.map((line) => [line.seq, line]))
  return (
    <section className="sheet" aria-labelledby="history-title">
      <div className="sheet-head">
        <h2 id="history-title">{text.cases.historyTitle}</h2>
        <p className="small faint grow">{text.cases.history}</p>
      </div>
      <LongTable
        rows={events}
        rowPx={56}
        head={
          <tr>
            <th scope="col" className="numeric">
              {columns.seq}
            </th>
            <th scope="col" className="wide">
              {columns.what}
            </th>
            <th scope="col">{columns.by}</th>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.hash}</th>
            {mayConfirm && <th scope="col">{columns.acts}</th>}
          </tr>
        }
      >
        {(event, place) => (
          <tr key={event.seq} aria-rowindex={place + 1}>
            <td className="numeric">{format.count(event.seq)}</td>
            <th scope="row">
              {EVENT_KIND_TEXT[event.kind as EventKind][language]}{' '}
              {departures.has(event.seq) && <span className="chip chip-gold">{text.cases.departure}</span>}
              <Words line={lines.get(event.seq)} />
              <Confirmations event={event} file={file} />
            </th>
            <td>
              <Shown text={event.by} />
            </td>
            <td className="nowrap small">{format.exactInstant(event.atMs)}</td>
            <td>
              <HashText
                hex={event.hashHex}
                copyLabel={`${text.window.copy} ${text.cases.eventNumber(event.seq)}`}
                copiedLabel={text.window.copied}
                onCopy={copyText}
              />
            </td>
            {mayConfirm && (
              <td>
                {event.kind !== 'event-confirmed' && (
                  <DialogButton
                    dialog={{ name: 'confirm-event', case: { caseId, number, title }, event }}
                    label={text.sharing.confirmOf(event.seq)}
                  >
                    {text.sharing.confirm}
                  </DialogButton>
                )}
              </td>
            )}
          </tr>
        )}
      </LongTable>
    </section>
  )
}

/** What an event is about and what it changed, in words. */
function Words({ line }: { readonly line: HistoryRow | undefined }) {
  const { text, language } = useTongue()
  if (line === undefined) return null
  const { what, changes } = line
  return (
    <>
      {what !== undefined && (
        <p className="small history-what">
          <Shown text={what[language]} />
        </p>
      )}
      {changes.length > 0 && (
        <ul className="small soft history-changes" aria-label={text.work.history.changes}>
          {changes.map(({ field, words, from = '', to = '' }) => (
            <li key={field}>
              {words[language]}: {from === '' ? text.work.history.nothing : <Shown text={from} />} →{' '}
              {to === '' ? text.work.history.nothing : <Shown text={to} />}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

type ConfirmationsProps = HistoryTabProps & { readonly event: CaseFile['events'][number] }

/** Which event a confirmation is about, or who has confirmed an event. */
function Confirmations({ event, file }: ConfirmationsProps) {
  const { text } = useTongue()
  const words = text.sharing
  if (event.confirms !== undefined) {
    const { seq, purpose, note } = event.confirms
    return (
      <p className="small soft">
        {words.confirms(seq, words.purposes[purpose])}
        {note !== undefined && (
          <>
            {' · '}
            <Shown text={note} />
          </>
        )}
      </p>
    )
  }
  const found = file.events.filter(({ confirms }) => confirms?.seq === event.seq)
  return found.map(({ seq, by, confirms }) => (
    <p key={seq} className="small right-words">
      {confirms !== undefined && words.confirmedBy(by, words.purposes[confirms.purpose])}
    </p>
  ))
}
