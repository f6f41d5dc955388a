import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { CustodyHolder } from '../ledger/custody-fields.ts'
import type { ExhibitNodes, NodeReference } from './case-graph-exhibits.ts'
import { dateTimeLiteral, type GraphNodes } from './case-graph-nodes.ts'

/** Where a graph is made: the station's vault and the program, which seals and records. */
export type GraphSetting = { readonly station: string; readonly software: string }

type Person = { readonly userId: string; readonly name: string }

/** What an event says was done, by whom, when, where, with what, to what, and what came of it. */
type Deed = {
  readonly name: string
  readonly by: Person
  readonly startMs: number
  readonly endMs?: number
  readonly place?: string
  readonly tool?: { readonly name: string; readonly version?: string }
  readonly objects: readonly NodeReference[]
  readonly results: readonly NodeReference[]
  readonly participants?: readonly NodeReference[]
  readonly description?: string | undefined
}

/**
 * Adds what was done with the exhibits as investigative actions, each informed by the one before it that concerned the same exhibit. Every
 * action has a performer, a start, a place, an instrument, an object and a result.
 */
export function addActions(
  nodes: GraphNodes,
  events: readonly VerifiedEvent[],
  exhibits: ReadonlyMap<string, ExhibitNodes>,
  setting: GraphSetting,
): void {
  const lastOf = new Map<string, NodeReference>()
  for (const event of events) {
    const told = deedOf(nodes, event, exhibits)
    if (told === null || told.objects.length + told.results.length === 0) continue
    const concerned = [...told.objects, ...told.results].map((node) => node['@id'])
    const informedBy = [...new Set(concerned.flatMap((id) => lastOf.get(id)?.['@id'] ?? []))]
    const [toolName, version] =
      told.tool === undefined ? splitSoftware(setting.software) : [told.tool.name, told.tool.version]
    const place = told.place ?? setting.station
    const action = nodes.put('action', event.hashHex, 'case-investigation:InvestigativeAction', () => ({
      'uco-core:name': told.name,
      'uco-core:description': told.description,
      'uco-action:performer': person(nodes, told.by),
      'uco-action:startTime': dateTimeLiteral(told.startMs),
      'uco-action:endTime': told.endMs === undefined ? undefined : dateTimeLiteral(told.endMs),
      'uco-action:location': [
        nodes.put('place', place, 'uco-location:Location', () => ({ 'uco-core:name': place })),
      ],
      'uco-action:instrument': [
        nodes.put('tool', `${toolName}\n${version ?? ''}`, 'uco-tool:Tool', () => ({
          'uco-core:name': toolName,
          'uco-tool:version': version,
        })),
      ],
      'uco-action:object': told.objects,
      'uco-action:result': told.results,
      'uco-action:participant': told.participants,
      'case-investigation:wasInformedBy': informedBy.map((id) => ({ '@id': id })),
    }))
    for (const id of concerned) lastOf.set(id, action)
  }
}

function deedOf(
  nodes: GraphNodes,
  { body, time }: VerifiedEvent,
  exhibits: ReadonlyMap<string, ExhibitNodes>,
): Deed | null {
  const things = (ids: readonly string[]) => ids.flatMap((id) => exhibits.get(id)?.exhibit ?? [])
  const records = (ids: readonly string[]) => ids.flatMap((id) => exhibits.get(id)?.provenance ?? [])
  const startMs = time.wallMs
  switch (body.kind) {
    case 'exhibit-sealed':
    case 'exhibit-collected': {
      const { exhibitId, name, sourceName } = body.data
      const by = body.kind === 'exhibit-sealed' ? body.data.sealedBy : body.data.collectedBy
      const source = nodes.put('source', exhibitId, 'uco-observable:ObservableObject', () => ({
        'uco-core:name': sourceName ?? name,
        'uco-core:description': 'What the exhibit was read from',
      }))
      const ids = [exhibitId]
      return { name: body.kind, by, startMs, objects: [source], results: [...things(ids), ...records(ids)] }
    }
    case 'exhibit-copied': {
      const { exhibitId, ofExhibitId, copiedBy } = body.data
      const results = [...things([exhibitId]), ...records([exhibitId])]
      return { name: body.kind, by: copiedBy, startMs, objects: things([ofExhibitId]), results }
    }
    case 'exhibit-registered': {
      const { exhibitId, registeredBy, seized } = body.data
      return {
        ...{ name: body.kind, by: registeredBy, startMs: seized.atMs, place: seized.place },
        ...{ objects: things([exhibitId]), results: records([exhibitId]) },
      }
    }
    case 'container-registered': {
      const { containerId, registeredBy, atMs } = body.data
      const ids = [containerId]
      return { name: body.kind, by: registeredBy, startMs: atMs, objects: things(ids), results: records(ids) }
    }
    case 'packed':
    case 'unpacked': {
      const { containerId, exhibitIds, atMs } = body.data
      const by = body.kind === 'packed' ? body.data.packedBy : body.data.unpackedBy
      const objects = things([containerId, ...exhibitIds])
      return { name: body.kind, by, startMs: atMs, objects, results: records(exhibitIds) }
    }
    case 'custody-moved': {
      const { itemIds, purpose, movedBy, movedAtMs, where, reason, from, to } = body.data
      return {
        ...{
          name: `${body.kind}: ${purpose}`,
          by: movedBy,
          startMs: movedAtMs,
          place: where,
          description: reason,
        },
        ...{ objects: things(itemIds), results: records(itemIds) },
        participants: [from, to].flatMap((holder) => holderNode(nodes, holder)),
      }
    }
    case 'seal-changed': {
      const { itemId, changedBy, atMs, reason } = body.data
      const ids = [itemId]
      return {
        name: body.kind,
        by: changedBy,
        startMs: atMs,
        objects: things(ids),
        results: records(ids),
        description: reason,
      }
    }
    case 'original-accessed': {
      const { exhibitId, accessedBy, accessedAtMs, reason } = body.data
      const done = { objects: things([exhibitId]), results: records([exhibitId]), description: reason }
      return { name: body.kind, by: accessedBy, startMs: accessedAtMs, ...done }
    }
    case 'examination-recorded': {
      const { tool, version, startedAtMs, endedAtMs, inputs, outputs, recordedBy, note } = body.data
      const made = outputs.map(({ exhibitId }) => exhibitId)
      const read = inputs.map(({ exhibitId }) => exhibitId)
      return {
        ...{
          name: body.kind,
          by: recordedBy,
          startMs: startedAtMs,
          endMs: endedAtMs,
          tool: { name: tool, version },
        },
        ...{ objects: things(read), description: note },
        // One that made nothing new says something about what it read.
        results: made.length === 0 ? records(read) : [...things(made), ...records(made)],
      }
    }
    case 'exhibit-extracted': {
      const { exhibitId, extractedBy } = body.data
      const ids = [exhibitId]
      return { name: body.kind, by: extractedBy, startMs, objects: things(ids), results: records(ids) }
    }
    default:
      return null
  }
}

function person(nodes: GraphNodes, { userId, name }: Person): NodeReference {
  return nodes.put('person', userId, 'uco-identity:Person', () => ({ 'uco-core:name': name }))
}

function holderNode(nodes: GraphNodes, holder: CustodyHolder): readonly NodeReference[] {
  if (holder.kind === 'person') return [person(nodes, holder)]
  // A place takes part in nothing.
  if (holder.kind === 'place') return []
  const { name, organisation } = holder
  return [
    nodes.put('outside', `${name}\n${organisation ?? ''}`, 'uco-identity:Identity', () => ({
      'uco-core:name': organisation === undefined ? name : `${name}, ${organisation}`,
    })),
  ]
}

/** `samnum 0.1.0` as a name and a version. */
function splitSoftware(software: string): readonly [string, string | undefined] {
  const at = software.lastIndexOf(' ')
  return at < 1 ? [software, undefined] : [software.slice(0, at), software.slice(at + 1)]
}
