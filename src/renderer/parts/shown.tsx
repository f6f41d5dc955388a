import { showEscaped, showEscapedStory } from '#core/text-safety/show-escaped.ts'

type ShownProps = {
  readonly text: string
  /** Shows even what is ordinary in Khmer prose, for names of files and identifiers. */
  readonly isStrict?: boolean
}

/** Words that came from outside: set apart from the direction of what surrounds them, with nothing hidden in them. */
export function Shown({ text, isStrict = false }: ShownProps) {
  return <bdi>{isStrict ? showEscaped(text) : showEscapedStory(text)}</bdi>
}
