import type { Language } from '#core/language.ts'

const EN = {
  help: {
    training: 'a training vault: invented cases on which the whole work is learned',
    start: 'make a training vault with every exercise begun',
    list: 'every exercise and how it stands',
    begin: 'begin an exercise, or begin it again as a new case',
    mark: 'the story of an exercise, and what was done, late, left out or missed',
    user: 'name of whoever learns; it is the first person of the vault',
    exercise: 'name of the exercise, as "training list" prints it',
  },
  started:
    'A training vault is ready. Everything in it is invented, every page it prints says so, and it never goes to headquarters.',
  begun: 'Exercise begun as case {number}.',
  next: 'Look at the first with: samnum training mark {folder} {number}',
  columns: ['Exercise', 'Title', 'Cases'],
  notBegun: 'not begun',
  running: '{number}: {percent} %',
  passed: '{number}: passed, {percent} %',
  failed: '{number}: not passed, {percent} %',
  essential: 'essential',
  due: 'until {time}',
  sum: '{percent} % of what can be had.',
  over: {
    passed: 'Passed.',
    failed: 'Not passed. Begin it again when you are ready.',
    open: 'Not over yet. Close the case when you are done.',
  },
}

/** What the command line says about training. */
type TrainingText = typeof EN

const KM: TrainingText = {
  help: {
    training: 'ឃ្លាំងហាត់រៀន៖ សំណុំរឿងប្រឌិតសម្រាប់រៀនធ្វើការងារទាំងមូល',
    start: 'បង្កើតឃ្លាំងហាត់រៀន ដោយចាប់ផ្ដើមលំហាត់ទាំងអស់',
    list: 'លំហាត់ទាំងអស់ និងស្ថានភាពរបស់វា',
    begin: 'ចាប់ផ្ដើមលំហាត់ ឬធ្វើឡើងវិញជាសំណុំរឿងថ្មី',
    mark: 'រឿងរបស់លំហាត់ និងអ្វីដែលបានធ្វើ យឺត រំលង ឬខកខាន',
    user: 'ឈ្មោះអ្នករៀន ដែលជាបុគ្គលទីមួយនៃឃ្លាំង',
    exercise: 'ឈ្មោះលំហាត់ ដូចដែល "training list" បង្ហាញ',
  },
  started: 'ឃ្លាំងហាត់រៀនរួចរាល់ហើយ។ អ្វីៗទាំងអស់ជារឿងប្រឌិត ទំព័រដែលបោះពុម្ពនីមួយៗបញ្ជាក់ដូច្នេះ ហើយមិនត្រូវបញ្ជូនទៅអគ្គស្នងការដ្ឋានឡើយ។',
  begun: 'បានចាប់ផ្ដើមលំហាត់ជាសំណុំរឿងលេខ {number}។',
  next: 'សូមមើលលំហាត់ទីមួយដោយ៖ samnum training mark {folder} {number}',
  columns: ['លំហាត់', 'ចំណងជើង', 'សំណុំរឿង'],
  notBegun: 'មិនទាន់ចាប់ផ្ដើម',
  running: '{number}៖ {percent} %',
  passed: '{number}៖ ជាប់ {percent} %',
  failed: '{number}៖ មិនជាប់ {percent} %',
  essential: 'ចាំបាច់',
  due: 'ត្រឹម {time}',
  sum: 'បាន {percent} % នៃពិន្ទុសរុប។',
  over: {
    passed: 'ជាប់។',
    failed: 'មិនជាប់។ សូមធ្វើឡើងវិញនៅពេលត្រៀមខ្លួនរួច។',
    open: 'មិនទាន់ចប់ទេ។ សូមបិទសំណុំរឿងនៅពេលធ្វើរួច។',
  },
}

/** What the command line says about training, by language. */
export const TRAINING_TEXT: { readonly [language in Language]: TrainingText } = { km: KM, en: EN }
