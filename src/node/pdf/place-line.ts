import type { Language } from '#core/language.ts'
import { orderByLevels } from './bidi-levels.ts'
import type { LaidLine, PlacedCluster } from './flow-text.ts'
import type { Measured } from './measure-spans.ts'

/** Puts the clusters of a line at their places, as they are read. */
export function placeLine(clusters: readonly Measured[], language: Language): LaidLine {
  const placed: PlacedCluster[] = []
  let xPt = 0
  let widthPt = 0
  orderVisually(clusters).forEach(({ cluster, span, text, widthPt: clusterPt, gapPt, isSpace }, index) => {
    if (index > 0) xPt += gapPt
    placed.push({ cluster, span, text, xPt })
    xPt += clusterPt
    if (!isSpace) widthPt = xPt
  })
  return { text: clusters.map((cluster) => cluster.text).join(''), language, widthPt, placed }
}

/** Each span is ordered by itself, so that no text turns its neighbours; spaces at the end of a line stay there. */
function orderVisually(clusters: readonly Measured[]): readonly Measured[] {
  if (!clusters.some(({ cluster }) => cluster.level > 0)) return clusters
  let end = clusters.length
  while (end > 0 && clusters[end - 1]?.isSpace === true) end -= 1
  const ordered: Measured[] = []
  for (let from = 0, to = 0; from < end; from = to) {
    while (to < end && clusters[to]?.span === clusters[from]?.span) to += 1
    ordered.push(...orderByLevels(clusters.slice(from, to), ({ cluster }) => cluster.level))
  }
  return [...ordered, ...clusters.slice(end)]
}
