// Packages without declarations of their own, as far as the judges of exports use them.
declare module 'shacl-engine' {
  type Term = { readonly value: string }
  export class Validator {
    constructor(shapes: object, options: object)
    validate(data: { readonly dataset: object }): Promise<{
      readonly conforms: boolean
      readonly results: readonly {
        readonly severity?: Term
        readonly message: readonly Term[]
        readonly focusNode?: Term & { readonly term?: Term }
      }[]
    }>
  }
}

declare module 'shacl-engine/sparql.js' {
  export const validations: object
  export const targetResolvers: object
}

declare module 'jsonld' {
  const jsonld: { toRDF(document: unknown, options: object): Promise<unknown> }

  export { jsonld as 'module.exports' }
}

declare module 'n3' {
  export type Term = { readonly value: string; readonly termType: string }
  export type Quad = { readonly subject: Term; readonly predicate: Term; readonly object: Term }
  export const DataFactory: { namedNode(iri: string): Term }
  export class Parser {
    constructor(options?: object)
    parse(text: string): Quad[]
  }
  export class Store {
    constructor(quads?: readonly Quad[])
    addQuad(quad: Quad): void
    addQuads(quads: readonly Quad[]): void
    getQuads(subject: Term | null, predicate: Term | null, object: Term | null, graph: Term | null): Quad[]
  }
}
