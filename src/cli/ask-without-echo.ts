import { StringDecoder } from 'node:string_decoder'
import type { Terminal } from './terminal.ts'

const INTERRUPT = '\u0003'
const END_OF_INPUT = '\u0004'
const CLEAR_LINE = '\u0015'
const ERASE: readonly string[] = ['\u0008', '\u007f']

/**
 * Asks a question on standard error and reads one line from the keyboard without showing it; answers `null` when the
 * person presses Ctrl+C or Ctrl+D instead.
 */
export function askWithoutEcho(
  terminal: Terminal,
  keyboard: NodeJS.ReadStream,
  question: string,
): Promise<string | null> {
  return new Promise((resolve) => {
    const decoder = new StringDecoder('utf8')
    let typed: string[] = []
    const finish = (answer: string | null, unread: string) => {
      keyboard.off('data', take)
      keyboard.off('end', giveUp)
      keyboard.setRawMode(false)
      keyboard.pause()
      // What was pasted after the line break answers the next question.
      if (unread !== '') keyboard.unshift(Buffer.from(unread, 'utf8'))
      terminal.writeError('\n')
      resolve(answer)
    }
    const giveUp = () => finish(null, '')
    const take = (bytes: Buffer) => {
      const characters = [...decoder.write(bytes)]
      for (const [index, character] of characters.entries()) {
        const rest = () => characters.slice(index + 1).join('')
        if (character === '\r' || character === '\n') return finish(typed.join(''), rest())
        if (character === INTERRUPT || (character === END_OF_INPUT && typed.length === 0))
          return finish(null, '')
        if (ERASE.includes(character)) typed.pop()
        else if (character === CLEAR_LINE) typed = []
        else if (character !== END_OF_INPUT) typed.push(character)
      }
    }
    // Before the question: whoever answers at once, or pastes, must not see it either.
    keyboard.setRawMode(true)
    terminal.writeError(question)
    keyboard.on('data', take)
    keyboard.on('end', giveUp)
    keyboard.resume()
  })
}
