import { type Exercise, readExercises } from '#core/training/exercise.ts'
import exercises from '../../../resources/training/exercises.json' with { type: 'json' }

/** The exercises of this version of the program, built into it. */
export function shippedExercises(): readonly Exercise[] {
  return readExercises(exercises)
}
