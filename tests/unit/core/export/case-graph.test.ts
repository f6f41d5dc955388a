import { describe, expect, test } from 'vitest'
import { caseGraphText } from '#core/export/case-graph.ts'
import { caseOfExhibits, sampleCase } from '../../../support/export-events.ts'

type Node = { readonly '@id': string; readonly '@type': string; readonly [member: string]: unknown }

const SETTING = { station: 'vault ab', software: 'samnum 0.1.0' }
const graphOf = (text: string): readonly Node[] => JSON.parse(text)['@graph']
const ofType = (graph: readonly Node[], type: string) => graph.filter((node) => node['@type'] === type)

describe('a case as a graph', () => {
  const graph = graphOf(caseGraphText(sampleCase(), SETTING))

  test('names every node, and none twice', () => {
    const ids: string[] = []
    JSON.stringify(graph, (_, value) => {
      if (value?.['@type'] !== undefined && value['@value'] === undefined) ids.push(value['@id'])
      return value
    })
    expect(ids).not.toContain(undefined)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids)
      expect(id).toMatch(/^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  test('has for each exhibit a provenance record with its number, and for each with bytes its digest', () => {
    const records = ofType(graph, 'case-investigation:ProvenanceRecord')
    const numbers = records.map((record) => record['case-investigation:exhibitNumber'])
    expect(numbers).toEqual([
      '2026-0001-E001',
      '2026-0001-E003',
      '2026-0001-E002',
      '2026-0001-E004',
      '2026-0001-B001',
    ])
    const text = JSON.stringify(graph)
    expect(text.match(/"SHA256"/g)).toHaveLength(3)
    expect(text).toContain('88'.repeat(32))
  })

  test('has for each action a performer, a start, a place, an instrument, an object and a result', () => {
    const actions = ofType(graph, 'case-investigation:InvestigativeAction')
    expect(actions.length).toBeGreaterThan(9)
    const members = ['performer', 'startTime', 'location', 'instrument', 'object', 'result']
    for (const action of actions)
      for (const member of members)
        expect(action[`uco-action:${member}`], `${action['uco-core:name']} ${member}`).toBeDefined()
  })

  test('says nothing of those who complained', () => {
    expect(JSON.stringify(graph)).not.toMatch(/097 765 4321|TRX-1|អត្តសញ្ញាណប័ណ្ណ/)
  })

  test('is the same for the same events, and serves a case without exhibits and one of ten thousand', () => {
    expect(caseGraphText(sampleCase(), SETTING)).toBe(caseGraphText(sampleCase(), SETTING))
    expect(
      ofType(graphOf(caseGraphText(caseOfExhibits(0), SETTING)), 'case-investigation:ProvenanceRecord'),
    ).toEqual([])
    const many = graphOf(caseGraphText(caseOfExhibits(10_000), SETTING))
    expect(ofType(many, 'case-investigation:ProvenanceRecord')).toHaveLength(10_000)
  })
})
