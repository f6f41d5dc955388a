import { Building2 } from 'lucide-react'
import { useEffect } from 'react'
import type { HeadquartersOutput } from '#contract/headquarters-operations.ts'
import { EmptyState } from '../parts/empty-state.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { Shown } from '../parts/shown.tsx'
import { moveThroughRows } from '../screens/case-table.tsx'
import { RemoteFrame } from '../screens/remote-frame.tsx'
import { shownOf } from '../state/remote.ts'
import { HOME } from '../state/route.ts'
import { useTongue } from '../text/text-context.tsx'
import { addressAt } from './address.ts'
import { loadStations } from './loading.ts'
import { mayAsk, useHeadquarters, useHeadquartersPlace } from './place.ts'

type Station = HeadquartersOutput<'headquarters.stations'>['stations'][number]

/** Every station with what is held of it; an analyst goes on to its cases. */
export function StationsScreen() {
  const place = useHeadquartersPlace()
  const { text } = useTongue()
  const words = text.desk.stations
  const remote = useHeadquarters((state) => state.stations)
  const mayRead = useHeadquarters((state) => mayAsk(state, 'headquarters.search'))
  useEffect(() => void loadStations(place), [place])
  const stations = shownOf(remote)?.stations
  return (
    <>
      <PageHead title={words.title}>
        <p>{words.intro}</p>
        {!mayRead && <p>{words.notForYou}</p>}
      </PageHead>
      <RemoteFrame remote={remote} onRetry={() => void loadStations(place)} />
      {stations !== undefined && (
        <section className="sheet" aria-labelledby="stations-title">
          <div className="sheet-head">
            <h2 id="stations-title">{words.count(stations.length)}</h2>
          </div>
          {stations.length === 0 ? (
            <EmptyState icon={<Building2 size={40} strokeWidth={1.5} aria-hidden />} title={words.none}>
              {words.noneWords}
            </EmptyState>
          ) : (
            <StationTable stations={stations} mayRead={mayRead} />
          )}
        </section>
      )}
    </>
  )
}

type StationTableProps = { readonly stations: readonly Station[]; readonly mayRead: boolean }

function StationTable({ stations, mayRead }: StationTableProps) {
  const { text, format } = useTongue()
  const { columns, ...words } = text.desk.stations
  return (
    <div className="table-frame">
      <table className="table table-rows">
        <thead>
          <tr>
            <th scope="col" className="wide">
              {columns.station}
            </th>
            <th scope="col" className="numeric">
              {columns.held}
            </th>
            <th scope="col">{columns.last}</th>
            <th scope="col" className="numeric">
              {columns.open}
            </th>
            <th scope="col" className="numeric">
              {columns.messages}
            </th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        <tbody onKeyDown={moveThroughRows}>
          {stations.map(({ vaultId, station, seq, receivedAtMs, packagesOpen, messagesOpen, isRevoked }) => (
            <tr key={vaultId}>
              <th scope="row">
                {mayRead && seq > 0 ? (
                  <a className="row-link" href={addressAt(vaultId, HOME)}>
                    <Shown text={station} />
                  </a>
                ) : (
                  <Shown text={station} />
                )}
              </th>
              <td className="numeric">{format.count(seq)}</td>
              <td className="small nowrap">
                {receivedAtMs === null ? words.never : format.shortInstant(receivedAtMs)}
              </td>
              <td className="numeric">{format.count(packagesOpen)}</td>
              <td className="numeric">{format.count(messagesOpen)}</td>
              <td>
                <span className={isRevoked ? 'chip chip-red' : 'chip chip-teal'}>
                  {isRevoked ? words.revoked : words.enrolled}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
