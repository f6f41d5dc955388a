import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { 'module.exports' as jsonld } from 'jsonld'
import { DataFactory, Parser, type Quad, Store } from 'n3'
import { Validator } from 'shacl-engine'
import { targetResolvers, validations } from 'shacl-engine/sparql.js'

const ONTOLOGY = join(import.meta.dirname, '../../../shared/caseuco/ontology')
const SUBCLASS = 'http://www.w3.org/2000/01/rdf-schema#subClassOf'

/** What a shape has against a graph. */
export type ShapeFinding = { readonly severity: string; readonly message: string; readonly node: string }

/** Whether the shapes of CASE/UCO lie beside the checkout. */
export const hasShapes = existsSync(ONTOLOGY)

/** The triples of a graph in JSON-LD, read by a processor of its own; nothing is fetched. */
export async function readGraph(text: string): Promise<readonly Quad[]> {
  const quads = await jsonld.toRDF(JSON.parse(text), {
    format: 'application/n-quads',
    documentLoader: async (url: string) => {
      throw new Error(`the graph asks for ${url}`)
    },
  })
  return new Parser({ format: 'N-Quads' }).parse(String(quads))
}

// Compiling the shapes takes longer than running them.
let compiled: { readonly shapes: Store; readonly validator: Validator } | null = null

function compileShapes(): { readonly shapes: Store; readonly validator: Validator } {
  const shapes = new Store()
  for (const name of readdirSync(ONTOLOGY, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.ttl')) shapes.addQuads(new Parser().parse(readFileSync(join(ONTOLOGY, name), 'utf8')))
  return { shapes, validator: new Validator(shapes, { factory: DataFactory, targetResolvers, validations }) }
}

/** Holds a graph against the SHACL shapes of CASE and UCO 1.4. */
export async function judgeGraph(text: string): Promise<readonly ShapeFinding[]> {
  compiled ??= compileShapes()
  const { shapes, validator } = compiled
  const data = new Store(await readGraph(text))
  for (const quad of shapes.getQuads(null, DataFactory.namedNode(SUBCLASS), null, null)) data.addQuad(quad)
  const report = await validator.validate({ dataset: data })
  return report.results.map(({ severity, message, focusNode }) => ({
    severity: severity?.value.split('#')[1] ?? '',
    message: message.map(({ value }) => value).join(' '),
    node: focusNode?.value ?? focusNode?.term?.value ?? '',
  }))
}
