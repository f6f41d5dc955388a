/** A sentence of the shell in both languages; it is shown before any page that knows the person's language. */
export type ShellText = { readonly km: string; readonly en: string }

/** Both languages as one text, Khmer first. */
export function bothLanguages({ km, en }: ShellText): string {
  return `${km}\n\n${en}`
}

/** Both languages on one line, for labels. */
export function label({ km, en }: ShellText): string {
  return `${km} · ${en}`
}

/** The program's name. */
export const PROGRAM_NAME: ShellText = { km: 'សំណុំរឿង', en: 'Samnum' }

/** Says that a switch on the command line is refused. `name` is one of the refused switches. */
export function refusedSwitchText(name: string): ShellText {
  return {
    km: `សំណុំរឿង មិនចាប់ផ្ដើមជាមួយជម្រើស «${name}» ទេ ព្រោះវាបិទការការពារមួយ។ សូមបើកកម្មវិធីម្ដងទៀតដោយគ្មានជម្រើសនេះ។`,
    en: `Samnum does not start with “${name}”, because that turns a protection off. Start it again without it.`,
  }
}

/** Says that the shell itself failed and has ended. */
export function failedText(reference: string): ShellText {
  return {
    km: `សំណុំរឿង មានកំហុស ហើយបានចាក់សោ និងបិទ។ អ្វីដែលបានរក្សាទុកមិនបាត់ទេ។ សូមបើកម្ដងទៀត។ លេខយោង៖ ${reference}`,
    en: `Samnum has met an error, has locked and ends. What was saved is safe. Start it again. Reference: ${reference}`,
  }
}

/** Labels of the menu and of dialogs. */
export const LABELS = {
  file: { km: 'ឯកសារ', en: 'File' },
  lock: { km: 'ចាក់សោ', en: 'Lock' },
  quit: { km: 'ចាកចេញ', en: 'Quit' },
  edit: { km: 'កែសម្រួល', en: 'Edit' },
  undo: { km: 'មិនធ្វើវិញ', en: 'Undo' },
  redo: { km: 'ធ្វើវិញ', en: 'Redo' },
  cut: { km: 'កាត់', en: 'Cut' },
  copy: { km: 'ចម្លង', en: 'Copy' },
  paste: { km: 'បិទភ្ជាប់', en: 'Paste' },
  selectAll: { km: 'ជ្រើសទាំងអស់', en: 'Select all' },
  view: { km: 'ទិដ្ឋភាព', en: 'View' },
  larger: { km: 'ពង្រីក', en: 'Larger' },
  smaller: { km: 'បង្រួម', en: 'Smaller' },
  actualSize: { km: 'ទំហំដើម', en: 'Actual size' },
  chooseFolder: { km: 'ជ្រើសថតដែលត្រូវបិទត្រា', en: 'Choose a folder to seal' },
  chooseFiles: { km: 'ជ្រើសឯកសារដែលត្រូវបិទត្រា', en: 'Choose files to seal' },
  chooseOutlet: { km: 'រក្សាទុកជា', en: 'Save as' },
} as const satisfies { readonly [name: string]: ShellText }
