import { Plus, Users } from 'lucide-react'
import { useState } from 'react'
import type { CaseFile } from '#contract/case-operations.ts'
import type { PartyLine } from '#contract/party-operations.ts'
import { INDICATOR_LABELS, PARTY_ROLE_LABELS } from '#core/parties/party-labels.ts'
import { findMarks } from '#core/text-safety/marks.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState } from '../../parts/empty-state.tsx'
import { LongTable } from '../../parts/long-table.tsx'
import { Shown } from '../../parts/shown.tsx'
import { writeBirthEntry } from '../../state/day-entry.ts'
import { thingOf } from '../../state/navigation.ts'
import { useSession } from '../../state/places.tsx'
import { shownOf } from '../../state/remote.ts'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RemoteFrame } from '../remote-frame.tsx'
import { PartyActs } from './party-acts.tsx'
import { PartyForm } from './party-form.tsx'
import { PremisesSection } from './premises-section.tsx'
import { useAsked } from './use-asked.ts'

type Open = { readonly what: 'add' } | { readonly what: 'change' | 'acts'; readonly partyId: string } | null

/** The people, organisations and premises of a case. */
export function PeopleTab({ file }: { readonly file: CaseFile }) {
  const { text } = useTongue()
  const words = text.folk
  const { remote, ask } = useAsked('party.list', file.caseId, file.head.seq)
  const mayAdd = useSession((state) => mayDo(state, 'party.add'))
  const [open, setOpen] = useState<Open>(null)
  const parties = shownOf(remote)?.parties ?? []
  const chosen =
    open !== null && open.what !== 'add' ? parties.find(({ partyId }) => partyId === open.partyId) : undefined
  const close = () => setOpen(null)
  const saved = () => {
    setOpen(null)
    ask()
  }
  return (
    <div className="stack">
      {open?.what === 'add' && <PartyForm caseId={file.caseId} onClose={close} onSaved={saved} />}
      {open?.what === 'change' && chosen !== undefined && (
        <PartyForm key={chosen.partyId} caseId={file.caseId} party={chosen} onClose={close} onSaved={saved} />
      )}
      {open?.what === 'acts' && chosen !== undefined && (
        <PartyActs caseId={file.caseId} party={chosen} others={parties} onClose={close} onSaid={ask} />
      )}
      <section className="sheet" aria-labelledby="people-title">
        <div className="sheet-head">
          <h2 id="people-title">{words.peopleTitle}</h2>
          {mayAdd && (
            <Button kind="primary" onPress={() => setOpen({ what: 'add' })}>
              <Plus size={18} aria-hidden />
              {words.addParty}
            </Button>
          )}
        </div>
        <RemoteFrame remote={remote} onRetry={ask} />
        {shownOf(remote) !== null && parties.length === 0 && (
          <EmptyState icon={<Users size={36} strokeWidth={1.5} aria-hidden />} title={words.noPeopleTitle}>
            {words.noPeople}
          </EmptyState>
        )}
        {parties.length > 0 && (
          <PartyTable
            parties={parties}
            onChange={mayAdd ? (partyId) => setOpen({ what: 'change', partyId }) : null}
            onActs={mayAdd ? (partyId) => setOpen({ what: 'acts', partyId }) : null}
          />
        )}
      </section>
      <PremisesSection file={file} parties={parties} />
    </div>
  )
}

type PartyTableProps = {
  readonly parties: readonly PartyLine[]
  readonly onChange: ((partyId: string) => void) | null
  readonly onActs: ((partyId: string) => void) | null
}

function PartyTable({ parties, onChange, onActs }: PartyTableProps) {
  const { text } = useTongue()
  const words = text.folk
  const thingId = useSession(thingOf)
  return (
    <LongTable
      rows={parties}
      rowPx={72}
      wanted={parties.findIndex(({ partyId }) => partyId === thingId)}
      head={
        <tr>
          <th scope="col">{words.number}</th>
          <th scope="col" className="wide">
            {words.name}
          </th>
          <th scope="col">{words.roles}</th>
          <th scope="col">{words.facts}</th>
          {onChange !== null && (
            <th scope="col">
              <span className="hidden-visually">{words.acts}</span>
            </th>
          )}
        </tr>
      }
    >
      {(party, place) => (
        <tr key={party.partyId} aria-rowindex={place + 1} data-things={party.partyId} tabIndex={-1}>
          <td>
            <span className="number-tag nowrap">{party.number}</span>
          </td>
          <th scope="row">
            <Names party={party} />
          </th>
          <td>
            <Roles party={party} parties={parties} />
          </td>
          <td className="small">
            <Facts party={party} />
          </td>
          {onChange !== null && onActs !== null && (
            <td>
              <div className="row row-end">
                <Button
                  size="small"
                  onPress={() => onChange(party.partyId)}
                  label={`${words.change} ${party.number}`}
                >
                  {words.change}
                </Button>
                <Button
                  size="small"
                  onPress={() => onActs(party.partyId)}
                  label={`${words.more} ${party.number}`}
                >
                  {words.more}
                </Button>
              </div>
            </td>
          )}
        </tr>
      )}
    </LongTable>
  )
}

function Names({ party }: { readonly party: PartyLine }) {
  const { text } = useTongue()
  const names = party.content.names ?? []
  const hasHidden = names.some((name) => findMarks(name.text).some(({ kind }) => kind === 'bidi'))
  return (
    <div className="stack stack-tight">
      {names.length === 0 && <span className="faint">{text.folk.noName}</span>}
      {names.map((name, index) => (
        // Names may repeat; they never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <span key={index} className={index === 0 ? undefined : 'small soft'}>
          <Shown text={name.text} />
        </span>
      ))}
      {hasHidden && <span className="chip chip-red">{text.folk.hiddenMarks}</span>}
    </div>
  )
}

function Roles({ party, parties }: { readonly party: PartyLine; readonly parties: readonly PartyLine[] }) {
  const { language, text } = useTongue()
  const into = parties.find(({ partyId }) => partyId === party.mergedInto)
  return (
    <div className="row">
      {party.roles.map(({ role, sinceMs }) => (
        <span key={`${role} ${sinceMs}`} className={role === 'suspect' ? 'chip chip-red' : 'chip chip-teal'}>
          {PARTY_ROLE_LABELS[role][language]}
        </span>
      ))}
      {into !== undefined && <span className="chip chip-plain">{text.folk.mergedInto(into.number)}</span>}
    </div>
  )
}

function Facts({ party }: { readonly party: PartyLine }) {
  const { language, text } = useTongue()
  const words = text.folk
  const { birth, nationality, documents = [] } = party.content
  const present = party.indicators.filter(({ isPresent }) => isPresent)
  return (
    <div className="stack stack-tight">
      <span>
        {[birth === undefined ? '' : writeBirthEntry(birth), nationality ?? '']
          .filter((fact) => fact !== '')
          .join(' · ')}
      </span>
      {documents.map(({ number }, index) => (
        <span key={number} className="row">
          <span className="mono">
            <Shown text={number} isStrict />
          </span>
          {(party.documentFacts[index]?.wrongChecks.length ?? 0) > 0 && (
            <span className="chip chip-red">{words.wrongChecks}</span>
          )}
          {(party.documentFacts[index]?.seenElsewhere ?? 0) > 0 && (
            <span className="chip chip-gold">
              {words.seenElsewhere(party.documentFacts[index]?.seenElsewhere ?? 0)}
            </span>
          )}
        </span>
      ))}
      {present.length > 0 && (
        <span className="row">
          {present.map(({ indicator }) => (
            <span key={indicator} className="chip chip-gold">
              {INDICATOR_LABELS[indicator][language]}
            </span>
          ))}
        </span>
      )}
      {party.lost.map(({ field, by, hashHex }) => (
        <span key={`${field} ${hashHex}`} className="chip chip-red">
          {words.lost(words.fields[field as keyof typeof words.fields] ?? field, by)}
        </span>
      ))}
    </div>
  )
}
