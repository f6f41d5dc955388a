import { SaxesParser, type SaxesTagPlain } from 'saxes'
import type { Position } from '#core/parsing/parsed-evidence.ts'
import { type ParserTask, ParseStop } from './parser.ts'
import { type UfdrModel, writeModel } from './ufdr-models.ts'

/** Elements of one model that is kept; a chat gives its messages away as they end. */
const MAX_MODEL_FIELDS = 20_000
const MAX_TEXT = 500_000

type Open =
  | { readonly kind: 'model'; readonly model: UfdrModel; readonly parentField: string }
  | { readonly kind: 'field'; readonly name: string }
  | { readonly kind: 'value' }
  | { readonly kind: 'item'; readonly name: string; readonly section: string }
  | { readonly kind: 'section'; readonly name: string }
  | {
      readonly kind: 'file'
      readonly path: string
      readonly sizeBytes: number | undefined
      digestHex?: string
    }
  | { readonly kind: 'other' }

/** Reads a report as it streams by. Only models that are open are held. */
export class UfdrReport {
  readonly #task: ParserTask
  readonly #path: string
  readonly #sax = new SaxesParser({ xmlns: false })
  readonly #open: Open[] = []
  readonly #unread = new Map<string, number>()
  #text = ''
  #fields = 0
  #isProject = false

  constructor(task: ParserTask, path: string) {
    this.#task = task
    this.#path = path
    this.#sax.on('opentag', (tag) => this.#begin(tag))
    this.#sax.on('closetag', () => this.#end())
    this.#sax.on('text', (text) => this.#say(text))
    this.#sax.on('cdata', (text) => this.#say(text))
    this.#sax.on('error', () => {
      throw new ParseStop('parse/malformed', { offsetBytes: this.#sax.position })
    })
  }

  write(text: string): void {
    this.#sax.write(text)
  }

  /** The report's end; how many models of kinds that are not read there were is noted. */
  end(): void {
    this.#sax.close()
    if (!this.#isProject) throw new ParseStop('parse/not-this-kind')
    for (const [type, count] of [...this.#unread].sort()) {
      this.#task.out.warn('entry/skipped', { raw: type, count })
    }
  }

  #begin({ name, attributes }: SaxesTagPlain): void {
    const { limits } = this.#task
    if (this.#open.length >= limits.depth) throw new ParseStop('parse/too-deep', { max: limits.depth })
    if (this.#open.length === 0) {
      this.#isProject = name === 'project'
      if (!this.#isProject) throw new ParseStop('parse/not-this-kind')
    }
    this.#text = ''
    this.#open.push(this.#openedBy(name, attributes))
  }

  #openedBy(name: string, attributes: Readonly<Record<string, string>>): Open {
    const parent = this.#open.at(-1)
    switch (name) {
      case 'model':
        return {
          kind: 'model',
          model: {
            type: attributes.type ?? '',
            id: attributes.id ?? '',
            isDeleted: /^deleted$/i.test(attributes.deleted_state ?? ''),
            fields: new Map(),
            models: new Map(),
          },
          parentField: parent?.kind === 'field' ? parent.name : '',
        }
      case 'field':
      case 'modelField':
      case 'multiModelField':
      case 'multiField':
        return { kind: 'field', name: attributes.name ?? '' }
      case 'value':
        return { kind: 'value' }
      case 'metadata':
        return { kind: 'section', name: attributes.section ?? '' }
      case 'item':
        return {
          kind: 'item',
          name: attributes.name ?? '',
          section: parent?.kind === 'section' ? parent.name : '',
        }
      case 'file': {
        const sizeBytes = Number(attributes.size)
        return {
          kind: 'file',
          path: attributes.path ?? '',
          sizeBytes: Number.isSafeInteger(sizeBytes) && sizeBytes >= 0 ? sizeBytes : undefined,
        }
      }
      case 'extractionInfo':
        this.#writeFact(
          'ufdr/extraction',
          attributes.name ?? '',
          attributes.deviceName ?? attributes.fullName ?? '',
        )
        return { kind: 'other' }
      default:
        return { kind: 'other' }
    }
  }

  #say(text: string): void {
    if (this.#text.length < MAX_TEXT) this.#text += text
  }

  #end(): void {
    const closed = this.#open.pop()
    const text = this.#text.trim()
    if (closed === undefined) return
    if (closed.kind === 'value' || closed.kind === 'field') this.#keepValue(closed, text)
    else if (closed.kind === 'item') this.#keepItem(closed, text)
    else if (closed.kind === 'file') this.#writeFile(closed)
    else if (closed.kind === 'model') this.#closeModel(closed)
    this.#text = ''
  }

  #keepValue(closed: Open, text: string): void {
    // A field of the case's own description has its text directly; one of a model has a value.
    const field = closed.kind === 'field' ? closed : this.#open.at(-1)
    const model = this.#modelInHand()
    if (field?.kind !== 'field' || text === '') return
    if (model === null) {
      if (closed.kind === 'field') this.#writeFact('ufdr/case', field.name, text)
      return
    }
    if (++this.#fields > MAX_MODEL_FIELDS)
      throw new ParseStop('parse/too-many-entries', { max: MAX_MODEL_FIELDS })
    const values = model.fields.get(field.name) ?? []
    model.fields.set(field.name, [...values, text])
  }

  #keepItem({ name, section }: Extract<Open, { kind: 'item' }>, text: string): void {
    const file = this.#open.findLast((open) => open.kind === 'file')
    if (file !== undefined) {
      if (/^sha-?256$/i.test(name) && /^[0-9a-f]{64}$/i.test(text)) file.digestHex = text.toLowerCase()
      return
    }
    if (text !== '' && this.#modelInHand() === null)
      this.#writeFact('ufdr/device', name === '' ? section : name, text)
  }

  #closeModel({ model, parentField }: Extract<Open, { kind: 'model' }>): void {
    const parent = this.#modelInHand()
    const position: Position = { kind: 'row', table: model.type, rowId: model.id }
    if (parent !== null && !(parent.type === 'Chat' && parentField === 'Messages')) {
      parent.models.set(parentField, [...(parent.models.get(parentField) ?? []), model])
      return
    }
    if (parent === null) this.#fields = 0
    if (!writeModel(this.#task.out, model, position, parent))
      this.#unread.set(model.type, (this.#unread.get(model.type) ?? 0) + 1)
  }

  #modelInHand(): UfdrModel | null {
    const open = this.#open.findLast((element) => element.kind === 'model')
    return open?.model ?? null
  }

  #writeFact(name: string, label: string, value: string): void {
    if (value === '') return
    this.#task.out.add('facts', { position: { kind: 'entry', path: this.#path }, name, label, value })
  }

  #writeFile({ path, sizeBytes, digestHex }: Extract<Open, { kind: 'file' }>): void {
    if (path === '') return
    this.#task.out.add('files', { position: { kind: 'entry', path }, path, sizeBytes, digestHex })
  }
}
