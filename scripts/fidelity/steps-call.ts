import type { ProjectHistory } from '../../tests/support/projects.ts'
import type { Making } from './making.ts'
import { pythonProgram, type PythonCall } from './python-environment.ts'

/** How our program that walks an Alembic history is called. */
export function stepsCall(
  making: Making,
  history: ProjectHistory,
  task: 'graph' | 'walk' | 'offline',
): PythonCall {
  const { config, section, target, base, x, environment } = history
  const filled = Object.entries(environment).map(([key, text]) => [key, making.home.fill(text)])
  return {
    ...making.python,
    words: [
      pythonProgram('alembic_steps'),
      JSON.stringify({ task, config, section, target, base, x }),
    ],
    environment: Object.fromEntries(filled) as Record<string, string>,
  }
}
