import { inTransaction, type Database } from './database'

/** Small things by key; each value is JSON. */
export interface SettingsTable {
  /** The value, or undefined when it is not there or is no JSON. */
  get(key: string): unknown
  /** All of them or none. */
  set(values: Readonly<Record<string, unknown>>): void
}

export function createSettingsTable(database: Database): SettingsTable {
  const one = database.prepare('SELECT value FROM settings WHERE key = ?')
  const put = database.prepare(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  return {
    get(key) {
      const row = one.get(key) as { value: string } | undefined
      if (row === undefined) return undefined
      try {
        return JSON.parse(row.value) as unknown
      } catch {
        return undefined
      }
    },
    set(values) {
      inTransaction(database, () => {
        for (const [key, value] of Object.entries(values)) put.run(key, JSON.stringify(value))
      })
    },
  }
}
