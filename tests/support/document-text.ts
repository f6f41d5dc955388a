import type { DocumentTree } from '#core/documents/document-tree.ts'

/** Every text in a document's blocks, in their order, in one language. */
export function textsOf(tree: DocumentTree, language: 'km' | 'en' = 'en'): readonly string[] {
  const texts: string[] = []
  const collect = (node: unknown): void => {
    if (typeof node === 'string') texts.push(node)
    else if (Array.isArray(node)) for (const part of node) collect(part)
    else if (typeof node === 'object' && node !== null) {
      if ('km' in node && 'en' in node) collect((node as Record<string, unknown>)[language])
      else
        for (const [name, part] of Object.entries(node))
          if (!['kind', 'tone', 'mark', 'align', 'width'].includes(name)) collect(part)
    }
  }
  collect(tree.blocks)
  return texts
}
