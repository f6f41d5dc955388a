import type { Language } from '#core/language.ts'
import type { Cluster } from './shape-text.ts'
import type { StructureNode } from './structure-node.ts'
import type { Look } from './type-scale.ts'

/** A colour as red, green and blue from 0 to 1. */
export type Colour = readonly [number, number, number]

/** How a span is arranged: as prose, breaking anywhere, or as a digest in equal cells and groups of eight. */
export type Arrangement = 'prose' | 'break-anywhere' | 'digest'

/** Text of one look and size. */
export type Span = {
  readonly text: string
  readonly look: Look
  readonly sizePt: number
  readonly colour: Colour
  readonly arrangement: Arrangement
}

/** Text that flows into lines of one height. */
export type FlowText = {
  readonly spans: readonly Span[]
  readonly align: 'left' | 'center' | 'right'
  /** Distance from the top of a line to its baseline, and from there to its bottom. */
  readonly ascentPt: number
  readonly descentPt: number
  readonly language: Language
  /** What the text is in the structure of its document; without one it is an artifact of the page. */
  readonly element?: StructureNode
}

/** A cluster at its place in a line. */
export type PlacedCluster = {
  readonly cluster: Cluster
  readonly span: Span
  /** The characters that the cluster stands for. */
  readonly text: string
  readonly xPt: number
}

/** A finished line. */
export type LaidLine = {
  /** What the line says, exactly as typed. */
  readonly text: string
  readonly language: Language
  readonly widthPt: number
  readonly placed: readonly PlacedCluster[]
}

/** Size at which a cluster is drawn within its span. */
export function facePt(span: Span, cluster: Cluster): number {
  return span.sizePt * (cluster.face?.scale ?? 1)
}
