import type { VerifiedEvent } from '../case-file/verified-event.ts'
import { addActions, type GraphSetting } from './case-graph-actions.ts'
import { addExhibits } from './case-graph-exhibits.ts'
import { addFolk } from './case-graph-folk.ts'
import { dateTimeLiteral, GRAPH_CONTEXT, GraphNodes } from './case-graph-nodes.ts'
import { jsonText } from './export-text.ts'

/**
 * A case as CASE/UCO 1.4 in JSON-LD: one bundle with the investigation, every exhibit with its digests and a provenance record that has its
 * number, and what was done with it as investigative actions. It is a function of the events. Those who complained
 * are not in it, and victims and witnesses among the parties are there by their numbers alone.
 *
 * @param events the case's verified events in their order, the first of which opens it.
 */
export function caseGraphText(events: readonly VerifiedEvent[], setting: GraphSetting): string {
  const opening = events[0]
  if (opening?.body.kind !== 'case-opened') throw new Error('the first event of a case opens it')
  const { caseId, number, title } = opening.body.data
  const nodes = new GraphNodes(caseId)
  const exhibits = addExhibits(nodes, events)
  addActions(nodes, events, exhibits, setting)
  addFolk(nodes, events, exhibits, { '@id': nodes.idOf('investigation', caseId) })
  const objects = nodes.list().map((node) => ({ '@id': node['@id'] }))
  const investigation = nodes.put('investigation', caseId, 'case-investigation:Investigation', () => ({
    'uco-core:name': number,
    'uco-core:description': title,
    'case-investigation:investigationForm': 'case',
    'uco-core:startTime': dateTimeLiteral(opening.time.wallMs),
    'uco-core:object': objects,
  }))
  const bundle = nodes.inner('bundle', caseId, 'uco-core:Bundle', {
    'uco-core:name': number,
    'uco-core:description': `Made by ${setting.software}`,
    'uco-core:object': [investigation, ...objects],
  })
  return jsonText({ '@context': GRAPH_CONTEXT, '@graph': [bundle, ...nodes.list()] })
}
