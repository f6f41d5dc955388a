import type { VerifiedEvent } from '../case-file/verified-event.ts'
import type { EventData } from '../ledger/event-body.ts'
import {
  dateTimeLiteral,
  type GraphNode,
  type GraphNodes,
  hashNode,
  integerLiteral,
} from './case-graph-nodes.ts'

/** A reference to a node. */
export type NodeReference = { readonly '@id': string }

/** An exhibit in the graph, with the record of where it comes from. */
export type ExhibitNodes = { readonly exhibit: NodeReference; readonly provenance: NodeReference }

type Digests = EventData<'exhibit-digests-taken'>['digests']

/**
 * Adds every exhibit and container of a case: what it is, the digests of its bytes, and a provenance record with its number. Answers them
 * by their ids.
 */
export function addExhibits(
  nodes: GraphNodes,
  events: readonly VerifiedEvent[],
): ReadonlyMap<string, ExhibitNodes> {
  const others = new Map<string, Digests>()
  for (const { body } of events)
    if (body.kind === 'exhibit-digests-taken') others.set(body.data.exhibitId, body.data.digests)
  const added = new Map<string, ExhibitNodes>()
  const originals = new Map<
    string,
    { readonly sizeBytes: number; readonly digestHex: string; readonly number: string }
  >()
  const add = (
    id: string,
    number: string,
    name: string,
    facets: readonly GraphNode[],
    description?: string,
    root = number,
  ) => {
    const exhibit = nodes.put('exhibit', id, 'uco-observable:ObservableObject', () => ({
      'uco-core:name': name,
      'uco-core:description': description,
      'uco-core:hasFacet': facets,
    }))
    const provenance = nodes.put('provenance', id, 'case-investigation:ProvenanceRecord', () => ({
      'uco-core:description': `Exhibit ${number}`,
      'case-investigation:exhibitNumber': number,
      'case-investigation:rootExhibitNumber': root,
      'uco-core:object': [exhibit],
    }))
    added.set(id, { exhibit, provenance })
  }
  for (const { body } of events) {
    switch (body.kind) {
      case 'exhibit-sealed':
      case 'exhibit-collected': {
        const { exhibitId, number, name, description, sizeBytes } = body.data
        const joined = body.kind === 'exhibit-collected' ? body.data.joined : undefined
        const digestHex = joined?.sha256Hex ?? body.data.digestHex
        if (joined !== undefined) others.set(exhibitId, joined)
        originals.set(exhibitId, { sizeBytes, digestHex, number })
        const modifiedAtMs = body.kind === 'exhibit-sealed' ? body.data.sourceModifiedAtMs : undefined
        const file = {
          name,
          sizeBytes,
          digestHex,
          modifiedAtMs,
          isFolder: body.kind === 'exhibit-collected' && body.data.form === 'folder',
        }
        add(exhibitId, number, name, fileFacets(nodes, exhibitId, file, others.get(exhibitId)), description)
        break
      }
      case 'exhibit-copied': {
        const { exhibitId, number, name, description, ofExhibitId, sourceModifiedAtMs } = body.data
        const original = originals.get(ofExhibitId)
        if (original === undefined) break
        const file = { ...original, name, modifiedAtMs: sourceModifiedAtMs, isFolder: false }
        add(
          exhibitId,
          number,
          name,
          fileFacets(nodes, exhibitId, file, others.get(ofExhibitId)),
          description,
          original.number,
        )
        break
      }
      case 'exhibit-registered': {
        const { exhibitId, number, name, description } = body.data
        add(exhibitId, number, name, thingFacets(nodes, body.data), description)
        break
      }
      case 'container-registered': {
        const { containerId, number, form, description } = body.data
        add(containerId, number, form, [], description)
        break
      }
    }
  }
  return added
}

function fileFacets(
  nodes: GraphNodes,
  id: string,
  file: {
    readonly name: string
    readonly sizeBytes: number
    readonly digestHex: string
    readonly modifiedAtMs: number | undefined
    readonly isFolder: boolean
  },
  others: Digests | undefined,
): readonly GraphNode[] {
  const { name, sizeBytes, digestHex, modifiedAtMs, isFolder } = file
  const hashes = [
    hashNode(nodes, id, 'SHA256', digestHex),
    ...(others?.md5Hex === undefined ? [] : [hashNode(nodes, id, 'MD5', others.md5Hex)]),
    ...(others?.sha1Hex === undefined ? [] : [hashNode(nodes, id, 'SHA1', others.sha1Hex)]),
    ...(others?.sha512Hex === undefined ? [] : [hashNode(nodes, id, 'SHA512', others.sha512Hex)]),
  ]
  return [
    nodes.inner('file-facet', id, 'uco-observable:FileFacet', {
      'uco-observable:fileName': name,
      'uco-observable:isDirectory': isFolder,
      'uco-observable:sizeInBytes': integerLiteral(sizeBytes),
      'uco-observable:modifiedTime': modifiedAtMs === undefined ? undefined : dateTimeLiteral(modifiedAtMs),
    }),
    // Of a folder this is the digest of the list of its files (`docs/format.md`, exhibit-collected), of a split image that of its
    // joined pieces.
    nodes.inner('content-facet', id, 'uco-observable:ContentDataFacet', {
      'uco-observable:sizeInBytes': integerLiteral(sizeBytes),
      'uco-observable:hash': hashes,
    }),
  ]
}

function thingFacets(
  nodes: GraphNodes,
  { exhibitId, category, marks }: EventData<'exhibit-registered'>,
): readonly GraphNode[] {
  const facets: GraphNode[] = []
  const isDevice = category === 'phone' || category === 'computer' || category === 'storage-medium'
  if (isDevice)
    facets.push(
      nodes.inner('device-facet', exhibitId, 'uco-observable:DeviceFacet', {
        'uco-observable:deviceType': category,
        'uco-observable:model':
          [marks?.make, marks?.model].filter((part) => part !== undefined).join(' ') || undefined,
        'uco-observable:serialNumber': marks?.serialNumber,
      }),
    )
  if (marks !== undefined && marks.imeis.length > 0)
    facets.push(
      nodes.inner('mobile-facet', exhibitId, 'uco-observable:MobileDeviceFacet', {
        'uco-observable:IMEI': marks.imeis,
      }),
    )
  if (marks?.iccid !== undefined)
    facets.push(
      nodes.inner('sim-facet', exhibitId, 'uco-observable:SIMCardFacet', {
        'uco-observable:ICCID': marks.iccid,
      }),
    )
  return facets
}
