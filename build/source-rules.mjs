import ts from 'typescript'

/**
 * House rules that neither the compiler, nor biome, nor dependency-cruiser can express. Each names the
 * files it holds for, what it finds, and what to do instead. tests/arch plants a breach of each.
 *
 * @typedef {object} SourceRule
 * @property {string} name
 * @property {string} instead   what to do instead, shown with every finding
 * @property {(path: string) => boolean} appliesTo   path relative to the repository, with forward slashes
 * @property {(node: import('typescript').Node, file: import('typescript').SourceFile) => boolean} breaks
 *
 * @typedef {object} Finding
 * @property {string} rule
 * @property {string} path
 * @property {number} line   counted from 1
 * @property {string} instead
 */

/** @param {string} path */
function isPureLayer(path) {
  return /^src\/(core|contract|app)\//.test(path)
}

/** @param {string} path */
function isSource(path) {
  return path.startsWith('src/')
}

/** @type {WeakMap<import('typescript').SourceFile, Set<string>>} */
const namesByFile = new WeakMap()

/**
 * The names a file declares or imports anywhere. A port called `crypto` is not the global of that name.
 * @param {import('typescript').SourceFile} file
 */
function declaredNames(file) {
  const known = namesByFile.get(file)
  if (known !== undefined) return known
  /** @type {Set<string>} */
  const names = new Set()
  namesByFile.set(file, names)
  /** @param {import('typescript').Node} node */
  const visit = (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node) ||
      ts.isImportClause(node) ||
      ts.isNamespaceImport(node)
    if (declares && node.name !== undefined && ts.isIdentifier(node.name)) names.add(node.name.text)
    ts.forEachChild(node, visit)
  }
  visit(file)
  return names
}

/**
 * Whether the node names the global `name`: an identifier that is neither a property, nor a key, nor declared in the file.
 * @param {import('typescript').Node} node
 * @param {string} name
 */
function isGlobal(node, name) {
  if (!ts.isIdentifier(node) || node.text !== name) return false
  if (declaredNames(node.getSourceFile()).has(name)) return false
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isQualifiedName(parent)) return parent.left === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  if (ts.isTypeElement(parent) || ts.isClassElement(parent)) return false
  if (ts.isParameter(parent) || ts.isVariableDeclaration(parent)) return parent.initializer === node
  if (ts.isBindingElement(parent)) return parent.initializer === node
  if (ts.isJsxAttribute(parent) || ts.isNamedTupleMember(parent)) return false
  return true
}

/**
 * The property read from the global `name`, whether written `name.x`, `name['x']` or as a type; undefined for any other use.
 * @param {import('typescript').Node} node  an identifier for which isGlobal holds
 */
function readProperty(node) {
  const parent = node.parent
  if (ts.isPropertyAccessExpression(parent)) return parent.name.text
  if (ts.isQualifiedName(parent)) return parent.right.text
  if (ts.isElementAccessExpression(parent) && ts.isStringLiteralLike(parent.argumentExpression)) {
    return parent.argumentExpression.text
  }
  return undefined
}

/**
 * @param {import('typescript').Node} node
 * @param {string} object
 * @param {string} property
 */
function reads(node, object, property) {
  return isGlobal(node, object) && readProperty(node) === property
}

/** @param {import('typescript').Node} node */
function isMessageOfSomething(node) {
  return ts.isPropertyAccessExpression(node) && node.name.text === 'message'
}

const STRING_TESTS = new Set(['includes', 'startsWith', 'endsWith', 'match', 'indexOf', 'search'])
const EQUALITY = new Set([
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
])

/** @param {import('typescript').Node} node */
function isExportedDeclaration(node) {
  const declares =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isVariableStatement(node)
  return declares && (ts.getModifiers(node) ?? []).some((m) => m.kind === ts.SyntaxKind.ExportKeyword)
}

/**
 * Whether a comment states the declaration's contract: its own, or one over a block of constants without an empty line.
 * @param {import('typescript').Node} node
 * @param {import('typescript').SourceFile} file
 * @returns {boolean}
 */
function isDocumented(node, file) {
  if (ts.getJSDocCommentsAndTags(node).length > 0) return true
  if (!ts.isVariableStatement(node)) return false
  const before = file.statements[file.statements.indexOf(node) - 1]
  if (before === undefined || !ts.isVariableStatement(before) || !isExportedDeclaration(before)) return false
  const isApart = file.text.slice(before.getEnd(), node.getStart(file)).includes('\n\n')
  return !isApart && isDocumented(before, file)
}

/** @type {readonly SourceRule[]} */
export const SOURCE_RULES = [
  {
    name: 'no-clock-in-pure-layers',
    instead: 'Take the time as a parameter (`nowMs`), or ask the Clock port in src/app.',
    appliesTo: isPureLayer,
    breaks: (node) =>
      reads(node, 'Date', 'now') ||
      isGlobal(node, 'performance') ||
      (ts.isNewExpression(node) &&
        isGlobal(node.expression, 'Date') &&
        (node.arguments === undefined || node.arguments.length === 0)) ||
      (ts.isCallExpression(node) && isGlobal(node.expression, 'Date')),
  },
  {
    name: 'no-chance-in-pure-layers',
    instead: 'Take random bytes as a parameter, or ask the port that src/node/crypto implements.',
    appliesTo: isPureLayer,
    breaks: (node) => isGlobal(node, 'crypto') || reads(node, 'globalThis', 'crypto'),
  },
  {
    name: 'no-guessable-chance',
    instead:
      'Math.random is predictable. Ask src/node/crypto for random bytes, or pass a seeded generator in.',
    appliesTo: isSource,
    breaks: (node) => reads(node, 'Math', 'random'),
  },
  {
    name: 'core-does-not-wait',
    instead: 'What must wait is not core. Split it: decide here, and let src/app await the effect.',
    appliesTo: (path) => path.startsWith('src/core/'),
    breaks: (node) =>
      ts.isAwaitExpression(node) ||
      node.kind === ts.SyntaxKind.AsyncKeyword ||
      node.kind === ts.SyntaxKind.AwaitKeyword,
  },
  {
    name: 'no-borrowed-locale',
    instead:
      'Electron and Chromium have no Khmer locale data and fall back to US English in silence. Use src/core/dates, src/core/khmer ' +
      'and the text catalogue; of Intl only Segmenter and PluralRules carry Khmer.',
    appliesTo: isSource,
    breaks: (node) =>
      (isGlobal(node, 'Intl') && !['Segmenter', 'PluralRules'].includes(readProperty(node) ?? '')) ||
      (ts.isPropertyAccessExpression(node) && /^(toLocale[A-Z]|localeCompare$)/.test(node.name.text)),
  },
  {
    name: 'only-preload-holds-the-bridge',
    instead:
      'Call operations through the typed client of src/contract; src/preload alone touches ipcRenderer and contextBridge.',
    appliesTo: (path) => isSource(path) && !path.startsWith('src/preload/'),
    breaks: (node) => ts.isIdentifier(node) && (node.text === 'ipcRenderer' || node.text === 'contextBridge'),
  },
  {
    name: 'only-the-command-line-prints',
    instead: 'Return a value or a failure; src/cli decides what is printed. Case data must not reach a log.',
    appliesTo: (path) => isSource(path) && !path.startsWith('src/cli/'),
    breaks: (node) => isGlobal(node, 'console'),
  },
  {
    name: 'no-browser-storage',
    instead:
      'Nothing readable rests on the disk: keep it in the store, which lock destroys, or make it an event in the ledger.',
    appliesTo: isSource,
    breaks: (node) =>
      ['localStorage', 'sessionStorage', 'indexedDB', 'caches', 'cookieStore'].some((name) =>
        isGlobal(node, name),
      ) ||
      reads(node, 'document', 'cookie') ||
      (ts.isPropertyAccessExpression(node) &&
        /^(localStorage|sessionStorage|indexedDB)$/.test(node.name.text)),
  },
  {
    name: 'nothing-matches-on-message-text',
    instead:
      'Translate by error code (`ENOSPC`, `SQLITE_CORRUPT`) and answer with a failure that has its own code.',
    appliesTo: isSource,
    breaks: (node) =>
      (ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        ((STRING_TESTS.has(node.expression.name.text) && isMessageOfSomething(node.expression.expression)) ||
          (['test', 'exec'].includes(node.expression.name.text) &&
            node.arguments.some((argument) => isMessageOfSomething(argument))))) ||
      (ts.isBinaryExpression(node) &&
        EQUALITY.has(node.operatorToken.kind) &&
        ((isMessageOfSomething(node.left) && ts.isStringLiteralLike(node.right)) ||
          (isMessageOfSomething(node.right) && ts.isStringLiteralLike(node.left)))),
  },
  {
    name: 'nothing-is-handed-to-the-system',
    instead:
      'openExternal and openPath would run whatever the evidence names. Show the text, or save a copy the officer chose.',
    appliesTo: isSource,
    breaks: (node) =>
      ts.isPropertyAccessExpression(node) &&
      (node.name.text === 'openExternal' || node.name.text === 'openPath'),
  },
  {
    name: 'names-say-what-is-inside',
    instead: 'Name the file for its one idea: no utils, helpers, common, manager or service.',
    appliesTo: (path) => /(^|[/-])(utils?|helpers?|common|managers?|services?|misc)([/.-]|$)/.test(path),
    breaks: (node) => ts.isSourceFile(node),
  },
  {
    name: 'exports-state-their-contract',
    instead: 'Give the export a TSDoc comment: one full sentence, then contract, shapes, units and source.',
    appliesTo: (path) => /^src\/(core|contract|app\/ports)\/.*(?<!\.d)\.ts$/.test(path),
    breaks: (node, file) => isExportedDeclaration(node) && !isDocumented(node, file),
  },
]

/**
 * Finds every breach in one file.
 * @param {string} path  relative to the repository, with forward slashes
 * @param {string} text
 * @returns {Finding[]}
 */
export function findBreaches(path, text) {
  const rules = SOURCE_RULES.filter((rule) => rule.appliesTo(path))
  if (rules.length === 0) return []
  const kind = path.endsWith('.tsx')
    ? ts.ScriptKind.TSX
    : path.endsWith('.ts')
      ? ts.ScriptKind.TS
      : ts.ScriptKind.JS
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true, kind)
  /** @type {Finding[]} */
  const findings = []
  /** @param {import('typescript').Node} node */
  const visit = (node) => {
    for (const rule of rules) {
      if (!rule.breaks(node, file)) continue
      // A chain of calls starts lines above the name that matters.
      const place = ts.isPropertyAccessExpression(node) ? node.name : node
      const line = file.getLineAndCharacterOfPosition(place.getStart(file)).line + 1
      findings.push({ rule: rule.name, path, line, instead: rule.instead })
    }
    ts.forEachChild(node, visit)
  }
  visit(file)
  return findings
}
