import { DoorOpen, UserRound } from 'lucide-react'
import { RAID_PERSON_ROLE_LABELS } from '#core/custody/custody-labels.ts'
import { IconButton } from '../../parts/button.tsx'
import { Shown } from '../../parts/shown.tsx'
import { openDialog } from '../../state/navigation.ts'
import { useSession, useWorkplace } from '../../state/places.tsx'
import { mayDo } from '../../state/station-actions.ts'
import { useTongue } from '../../text/text-context.tsx'
import { ItemLink } from '../custody/item-table.tsx'
import { kindWords } from '../custody/item-words.tsx'
import type { RaidShown } from './raid-shown.ts'

type RaidInventoryProps = { readonly caseId: string; readonly shown: RaidShown }

/** What was taken down so far, the latest first, with rooms and people. */
export function RaidInventory({ caseId, shown }: RaidInventoryProps) {
  const tongue = useTongue()
  const { text, format } = tongue
  const words = text.raid
  const at = useWorkplace()
  const mayLink = useSession((state) => mayDo(state, 'raid.linkItem'))
  const { items, rooms, people, raid, signatures } = shown
  const codes = new Map<string, string>([
    ...rooms.map(({ roomId, code }) => [String(roomId), code] as const),
    ...people.map(({ personId, code }) => [String(personId), code] as const),
  ])
  return (
    <section className="sheet raid-inventory" aria-labelledby="inventory-title">
      <div className="sheet-head">
        <h2 id="inventory-title">{words.inventory}</h2>
        <span className="chip chip-gold" data-testid="raid-count">
          {words.itemCount(raid.items)}
        </span>
      </div>
      <RaidPeople caseId={caseId} shown={shown} />
      <ol className="raid-items">
        {items.toReversed().map((item) => {
          const links = [item.roomId, item.personId].flatMap((id) => codes.get(String(id)) ?? [])
          return (
            <li key={item.itemId}>
              <p className="row">
                <ItemLink item={item} />
                <span className="grow">
                  <Shown text={item.name} isStrict />
                </span>
                {links.map((code) => (
                  <span key={code} className="chip chip-plain">
                    {code}
                  </span>
                ))}
              </p>
              <p className="row small faint">
                <span className="grow">
                  {item.name !== kindWords(item, tongue) && kindWords(item, tongue)}
                  {item.seal !== undefined && (
                    <>
                      {item.name !== kindWords(item, tongue) && ' · '}
                      <bdi className="mono">{item.seal.number}</bdi>
                    </>
                  )}
                </span>
                {mayLink && (
                  <IconButton
                    icon={<DoorOpen size={16} aria-hidden />}
                    label={words.linkItem(item.number)}
                    onPress={() =>
                      openDialog(at, {
                        name: 'custody',
                        act: 'raid-link-item',
                        caseId,
                        raidId: raid.raidId,
                        item,
                      })
                    }
                  />
                )}
              </p>
            </li>
          )
        })}
      </ol>
      {items.length === 0 && <p className="sheet-body soft">{words.inventoryEmpty}</p>}
      {signatures.map((signature) => (
        <p key={signature.seq} className="sheet-body small right-words">
          {words.signedBy(signature.signedBy, format.shortInstant(signature.signedAtMs), signature.items)}
        </p>
      ))}
    </section>
  )
}

function RaidPeople({ caseId, shown }: RaidInventoryProps) {
  const at = useWorkplace()
  const { language } = useTongue()
  const { people, rooms, raid } = shown
  const mayChange = useSession((state) => mayDo(state, 'raid.changePerson'))
  if (people.length + rooms.length === 0) return null
  return (
    <ul className="raid-found">
      {rooms.map(({ roomId, code, name, items }) => (
        <li key={roomId} className="chip chip-plain">
          {code} · <Shown text={name} /> · {items}
        </li>
      ))}
      {people.map((person) => (
        <li key={person.personId}>
          <button
            type="button"
            className={`chip raid-person raid-person-${person.role}`}
            disabled={!mayChange}
            onClick={() =>
              openDialog(at, {
                name: 'custody',
                act: 'raid-change-person',
                caseId,
                raidId: raid.raidId,
                person,
              })
            }
          >
            <UserRound size={14} aria-hidden />
            {person.code} · {person.name ?? RAID_PERSON_ROLE_LABELS[person.role][language]} · {person.items}
          </button>
        </li>
      ))}
    </ul>
  )
}
