/** Where the player's style stands beside the frame that names it. */
export const FRAME_STYLE = `html, body { margin: 0; height: 100%; background: #101018; }
body { display: flex; align-items: center; justify-content: center; }
video { width: 100%; height: 100%; }
audio { width: calc(100% - 2rem); }
`

/**
 * Writes the document of the frame in which sound or film plays. Nothing of the exhibit stands in it: no name, no text.
 *
 * @param atSeconds where to begin (Media Fragments URI 1.0, 4.2.1).
 */
export function writeMediaFrame(contentType: string, language: 'km' | 'en', atSeconds: number): string {
  const tag = contentType.startsWith('video/') ? 'video' : 'audio'
  const label = LABELS[language][tag]
  return `<!doctype html>
<html lang="${language}">
<meta charset="utf-8">
<title>${label}</title>
<link rel="stylesheet" href="style.css">
<body>
<${tag} controls preload="metadata" aria-label="${label}" src="media${atSeconds > 0 ? `#t=${atSeconds}` : ''}"></${tag}>
</body>
</html>
`
}

const LABELS = {
  km: { video: 'វីដេអូរបស់វត្ថុតាង', audio: 'សំឡេងរបស់វត្ថុតាង' },
  en: { video: 'Film of the exhibit', audio: 'Sound of the exhibit' },
} as const
