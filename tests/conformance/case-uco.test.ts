import { describe, expect, test } from 'vitest'
import { caseGraphText } from '#core/export/case-graph.ts'
import { caseOfExhibits, peopledSample, sampleCase } from '../support/export-events.ts'
import { hasShapes, judgeGraph, readGraph } from '../support/shacl-judge.ts'

const SETTING = { station: 'vault ab', software: 'samnum 0.1.0' }
if (!hasShapes) console.log('Skipped: the SHACL shapes of CASE/UCO are not beside the checkout.')

test('a processor of JSON-LD reads the graph without asking for anything', async () => {
  expect((await readGraph(caseGraphText(sampleCase(), SETTING))).length).toBeGreaterThan(200)
})

describe.skipIf(!hasShapes)('the shapes of CASE and UCO 1.4', () => {
  test('have nothing against a case with every kind of thing in it', async () => {
    expect(await judgeGraph(caseGraphText(sampleCase(), SETTING))).toEqual([])
  })

  test('have nothing against people, premises, identifiers and payments', async () => {
    const text = caseGraphText(peopledSample(), SETTING)
    expect(text).toContain('uco-core:Relationship')
    expect(await judgeGraph(text)).toEqual([])
  })

  test('have nothing against a case without exhibits', async () => {
    expect(await judgeGraph(caseGraphText(caseOfExhibits(0), SETTING))).toEqual([])
  })

  test('would find a digest without its method, and two performers of one action', async () => {
    const text = caseGraphText(sampleCase(), SETTING)
    const graph = JSON.parse(text)
    for (const node of graph['@graph']) {
      if (node['@type'] === 'case-investigation:InvestigativeAction')
        node['uco-action:performer'] = [node['uco-action:performer'], graph['@graph'][1]].map((one) => ({
          '@id': one['@id'],
        }))
    }
    const broken = JSON.stringify(graph).replaceAll('"uco-types:hashMethod":"SHA256",', '')
    const found = await judgeGraph(broken)
    expect(found.filter(({ severity }) => severity === 'Violation').length).toBeGreaterThan(3)
  })
})
