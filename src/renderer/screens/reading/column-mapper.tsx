import { useState } from 'react'
import { CURRENCY_CODES } from '#core/money/currency.ts'
import { COLUMN_ROLE_LABELS, DATE_ORDER_LABELS, TABLE_CONTENT_LABELS } from '#core/parsing/column-labels.ts'
import { COLUMN_ROLES, type ColumnMap, type ColumnRole, DATE_ORDERS } from '#core/parsing/column-map.ts'
import { columnMapOptions } from '#core/parsing/column-map-options.ts'
import { Button } from '../../parts/button.tsx'
import { Check } from '../../parts/choices.tsx'
import { SelectInput, TextInput } from '../../parts/inputs.tsx'
import { Shown } from '../../parts/shown.tsx'
import { type MapDraft, mapOfDraft, newMapDraft } from '../../state/column-mapper.ts'
import { useWorkplace } from '../../state/places.tsx'
import { loadMaps, readExhibit } from '../../state/reading-actions.ts'
import { type Refusal, refusalOf } from '../../state/remote.ts'
import { useTongue } from '../../text/text-context.tsx'
import { RefusalCallout } from '../refusal-callout.tsx'

type ColumnMapperProps = { readonly cells: readonly string[] }

/** Says what each column of a table holds, reads the table so, and keeps the map for the next one where that is wanted. */
export function ColumnMapper({ cells }: ColumnMapperProps) {
  const at = useWorkplace()
  const { language, text } = useTongue()
  const words = text.reading
  const [draft, setDraft] = useState(() => newMapDraft(cells.length))
  const [isKept, setKept] = useState(false)
  const [wasTried, setTried] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const set =
    <Name extends keyof MapDraft>(name: Name) =>
    (value: string) =>
      setDraft((now) => ({ ...now, [name]: value as MapDraft[Name] }))
  const map = mapOfDraft(draft, cells)
  const needsName = isKept && draft.name.trim() === ''
  const read = async () => {
    setTried(true)
    if (map === null || needsName) return
    if (isKept) {
      const answer = await at.desk.client.call('columnMap.save', { map: asInput(map) })
      setRefusal(refusalOf(answer))
      if (answer.outcome !== 'done') return
      await loadMaps(at)
    }
    await readExhibit(at, 'table', columnMapOptions(map))
  }
  return (
    <div className="stack">
      <RoleList cells={cells} roles={draft.roles} onRoles={(roles) => setDraft({ ...draft, roles })} />
      <div className="form-grid">
        <SelectInput
          className="span-6"
          label={words.content}
          value={draft.content}
          onChange={set('content')}
          choices={(['statement', 'calls'] as const).map((value) => ({
            value,
            label: TABLE_CONTENT_LABELS[value][language],
          }))}
        />
        <TextInput
          className="span-6"
          label={words.headerRow}
          hint={words.headerRowHint}
          value={draft.headerRow}
          onChange={set('headerRow')}
          inputMode="numeric"
        />
        <SelectInput
          className="span-6"
          label={words.dateOrder}
          value={draft.dateOrder}
          onChange={set('dateOrder')}
          choices={DATE_ORDERS.map((value) => ({ value, label: DATE_ORDER_LABELS[value][language] }))}
        />
        <TextInput className="span-6" label={words.zone} value={draft.zone} onChange={set('zone')} isMono />
        {draft.content === 'statement' && (
          <>
            <SelectInput
              className="span-6"
              label={words.currency}
              value={draft.currency}
              onChange={set('currency')}
              none={words.currencyInColumn}
              choices={CURRENCY_CODES.map((code) => ({ value: code, label: code }))}
            />
            <SelectInput
              className="span-6"
              label={words.decimalSign}
              value={draft.decimalSign}
              onChange={set('decimalSign')}
              choices={[
                { value: '.', label: '1,234.56' },
                { value: ',', label: '1.234,56' },
              ]}
            />
          </>
        )}
      </div>
      <Check isChecked={isKept} onChange={setKept}>
        {words.keepMap}
      </Check>
      {isKept && (
        <TextInput
          label={words.mapName}
          value={draft.name}
          onChange={set('name')}
          {...(wasTried && needsName && { problem: text.custody.missing })}
        />
      )}
      {wasTried && map === null && (
        <p className="small wrong-words" role="alert">
          {words.columnsWrong}
        </p>
      )}
      {refusal !== null && <RefusalCallout refusal={refusal} />}
      <div className="row">
        <Button kind="primary" onPress={() => void read()}>
          {words.readAgain}
        </Button>
      </div>
    </div>
  )
}

type RoleListProps = {
  readonly cells: readonly string[]
  readonly roles: readonly (ColumnRole | '')[]
  readonly onRoles: (roles: readonly (ColumnRole | '')[]) => void
}

function RoleList({ cells, roles, onRoles }: RoleListProps) {
  const { language, text } = useTongue()
  const words = text.reading
  return (
    <ul className="plain-list column-roles">
      {cells.map((cell, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place in the table
        <li key={column}>
          <SelectInput
            label={words.columnMeans(column + 1)}
            value={roles[column] ?? ''}
            onChange={(role) =>
              onRoles(roles.map((one, place) => (place === column ? (role as ColumnRole | '') : one)))
            }
            none={words.columnIgnored}
            choices={COLUMN_ROLES.map((role) => ({
              value: role,
              label: COLUMN_ROLE_LABELS[role][language],
            }))}
          />
          <p className="small faint mono breaking" translate="no">
            <Shown text={cell} isStrict />
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The contract's input has lists that may be written to. */
function asInput(map: ColumnMap) {
  return { ...map, columns: map.columns.map((column) => ({ ...column })) }
}
