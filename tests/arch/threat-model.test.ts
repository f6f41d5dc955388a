import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { ROOT } from './planted-tree.ts'

const PAGE = readFileSync(join(ROOT, 'docs', 'threat-model.md'), 'utf8')

/** A test that the page names: its file, and the titles in quotation marks that follow it. */
type Reference = { readonly file: string; readonly titles: readonly string[] }

/** Every file of tests in a text, each with the titles up to the next one. */
function findReferences(text: string): readonly Reference[] {
  return [...text.matchAll(/`([\w/-]+\.(?:test|spec)\.tsx?)`([^`]*)/g)].map(([, file = '', rest = '']) => ({
    file: file.replace(/^tests\//, ''),
    titles: [...rest.matchAll(/“([^”]+)”/g)].map(([, title = '']) => title),
  }))
}

/** The titles of the tests and groups in a file, as they are written there. */
function titlesIn(text: string): ReadonlySet<string> {
  const titles = new Set<string>()
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) ? node.arguments : []
    if (first !== undefined && ts.isCallExpression(node) && isTestCall(node.expression)) {
      if (ts.isStringLiteralLike(first)) titles.add(first.text)
      // With its holes as they are written.
      if (ts.isTemplateExpression(first)) titles.add(first.getText().slice(1, -1))
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile('tests.ts', text, ts.ScriptTarget.ESNext, true))
  return titles
}

/** `test`, `describe.each(…)`, `test.skipIf(…)` and their like. */
function isTestCall(expression: ts.Expression): boolean {
  if (ts.isIdentifier(expression)) return ['test', 'it', 'describe'].includes(expression.text)
  if (ts.isPropertyAccessExpression(expression) || ts.isCallExpression(expression))
    return isTestCall(expression.expression)
  return ts.isTaggedTemplateExpression(expression) && isTestCall(expression.tag)
}

/** What of the references does not exist. */
function missingIn(references: readonly Reference[]): readonly string[] {
  return references.flatMap(({ file, titles }) => {
    const path = join(ROOT, 'tests', file)
    if (!existsSync(path)) return [`there is no ${file}`]
    const known = titlesIn(readFileSync(path, 'utf8'))
    return titles.filter((title) => !known.has(title)).map((title) => `${file} has no test “${title}”`)
  })
}

describe('the threat model', () => {
  const sections = PAGE.split(/^## /m).slice(1)

  test('names only tests that exist', () => {
    expect(missingIn(findReferences(PAGE))).toEqual([])
    expect(findReferences(PAGE).length).toBeGreaterThan(80)
  })

  test('would be caught naming a file or a test that does not', () => {
    const text =
      '`arch/threat-model.test.ts` “names only tests that exist”, “names what is not” | `arch/no.test.ts`'
    expect(missingIn(findReferences(text))).toEqual([
      'arch/threat-model.test.ts has no test “names what is not”',
      'there is no arch/no.test.ts',
    ])
  })

  test.each(sections.map((section) => [section.split('\n')[0] ?? '', section] as const))(
    'says of %s what stops them, by which test, and what is not stopped',
    (_, section) => {
      const rows = section.split('\n').filter((line) => /^\| (?!what )[^-]/.test(line))
      expect(rows.length).toBeGreaterThan(2)
      for (const row of rows) expect(findReferences(row).flatMap(({ titles }) => titles)).not.toEqual([])
      expect(section).toMatch(/^\*\*Not stopped/m)
    },
  )

  test('lists every adversary at its top', () => {
    for (const section of sections)
      expect(PAGE).toContain(`[${(section.split('\n')[0] ?? '').replace(/^\d+\. /, '')}](#`)
  })
})
