import { instantText, wellFormed } from './export-text.ts'
import { namedUuid } from './named-uuid.ts'

/** One member of a node: text, a typed literal, a reference, a nested node, or several of them. */
export type GraphValue =
  | string
  | boolean
  | { readonly '@id': string }
  | { readonly '@type': string; readonly '@value': string }
  | GraphNode
  | readonly GraphValue[]

/** A node of a graph in JSON-LD. Every node has a name of its own: UCO allows no blank ones. */
export type GraphNode = {
  readonly '@id': string
  readonly '@type': string
  readonly [member: string]: GraphValue
}

/** The names that the graph abbreviates: CASE and UCO 1.4. */
export const GRAPH_CONTEXT = {
  'case-investigation': 'https://ontology.caseontology.org/case/investigation/',
  'uco-action': 'https://ontology.unifiedcyberontology.org/uco/action/',
  'uco-core': 'https://ontology.unifiedcyberontology.org/uco/core/',
  'uco-identity': 'https://ontology.unifiedcyberontology.org/uco/identity/',
  'uco-location': 'https://ontology.unifiedcyberontology.org/uco/location/',
  'uco-observable': 'https://ontology.unifiedcyberontology.org/uco/observable/',
  'uco-tool': 'https://ontology.unifiedcyberontology.org/uco/tool/',
  'uco-types': 'https://ontology.unifiedcyberontology.org/uco/types/',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** Collects the nodes of one graph, each once, under names that follow from what they stand for. */
export class GraphNodes {
  readonly #caseId: string
  readonly #nodes = new Map<string, GraphNode>()

  constructor(caseId: string) {
    this.#caseId = caseId
  }

  /** The name of what is known by a kind and a key: `urn:uuid:` with a UUID of version 5 under the case's id. */
  idOf(kind: string, key: string): string {
    return `urn:uuid:${namedUuid(this.#caseId, `${kind}\n${key}`)}`
  }

  /** Adds a node unless it is there, and answers a reference to it. Members that are `undefined` are left out. */
  put(
    kind: string,
    key: string,
    type: string,
    members: () => { readonly [member: string]: GraphValue | undefined },
  ): { readonly '@id': string } {
    const id = this.idOf(kind, key)
    if (!this.#nodes.has(id)) this.#nodes.set(id, nodeOf(id, type, members()))
    return { '@id': id }
  }

  /** A node that stands inside another, such as a facet or a hash. */
  inner(
    kind: string,
    key: string,
    type: string,
    members: { readonly [member: string]: GraphValue | undefined },
  ): GraphNode {
    return nodeOf(this.idOf(kind, key), type, members)
  }

  /** Every node, in the order in which they were added. */
  list(): readonly GraphNode[] {
    return [...this.#nodes.values()]
  }
}

function nodeOf(
  id: string,
  type: string,
  members: { readonly [member: string]: GraphValue | undefined },
): GraphNode {
  const said = Object.entries(members).flatMap(([name, value]) =>
    value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[name, tidy(value)] as const],
  )
  return { '@id': id, '@type': type, ...Object.fromEntries(said) }
}

function tidy(value: GraphValue): GraphValue {
  return typeof value === 'string' ? wellFormed(value) : value
}

/** An instant as a literal; left out where xsd:dateTime has no form for it. */
export function dateTimeLiteral(atMs: number): GraphValue | undefined {
  const text = instantText(atMs)
  return text === undefined ? undefined : { '@type': 'xsd:dateTime', '@value': text }
}

/** A whole number as a literal: JSON's own numbers would become doubles above 10^21. */
export function integerLiteral(value: number): GraphValue {
  return { '@type': 'xsd:integer', '@value': String(value) }
}

/** A digest as UCO has it. The names of methods are those of UCO's HashNameVocab. */
export function hashNode(
  nodes: GraphNodes,
  of: string,
  method: 'MD5' | 'SHA1' | 'SHA256' | 'SHA512',
  digestHex: string,
): GraphNode {
  return nodes.inner('hash', `${of}\n${method}`, 'uco-types:Hash', {
    'uco-types:hashMethod': method,
    'uco-types:hashValue': { '@type': 'xsd:hexBinary', '@value': digestHex.toUpperCase() },
  })
}
