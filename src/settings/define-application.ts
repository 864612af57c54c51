import type { SettingsInput } from './settings-input.ts'

/** Gives the settings back as they are; an editor then knows their types. */
export function defineApplication(settings: SettingsInput): SettingsInput {
  return settings
}
