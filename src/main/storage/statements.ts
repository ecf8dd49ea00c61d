import type { Statement } from 'libsql'
import type { Database } from './database'

/** Statements that run thousands of times: each is prepared once, since the driver frees what it prepared late. */
export class Statements {
  private readonly known = new Map<string, Statement>()

  constructor(private readonly database: Database) {}

  prepare(sql: string): Statement {
    const known = this.known.get(sql)
    if (known !== undefined) return known
    const prepared = this.database.prepare(sql)
    this.known.set(sql, prepared)
    return prepared
  }
}
